import { isObject } from '#domain/json.ts';
import { both, type Fields, flag, kinds, list, oneOf, problem, type Rule, shape, text } from './rules.ts';

export const id = text(255);

const plainFields = (most: number) => shape({ text: text(most) }, { emoji: flag });

/** A `plain_text` object: headers, buttons, labels and titles take nothing else. */
export const plain = (most: number): Rule => kinds({ plain_text: plainFields(most) });

export const plainOrMrkdwn = (most: number): Rule =>
  kinds({ plain_text: plainFields(most), mrkdwn: shape({ text: text(most) }, { verbatim: flag }) });

export const confirm = shape(
  { title: plain(100), text: plainOrMrkdwn(300), confirm: plain(30), deny: plain(30) },
  { style: oneOf('primary', 'danger') },
);

const optionFields = (label: Rule): Fields => ({ text: label, value: text(75) });

/** Slack takes mrkdwn labels for radios and checkboxes only. */
export const option = shape(optionFields(plain(75)), { description: plain(75) });
export const markedOption = shape(optionFields(plainOrMrkdwn(75)), { description: plain(75) });

const valuesOf = (options: unknown): readonly unknown[] =>
  Array.isArray(options) ? options.map((each: unknown) => (isObject(each) ? each['value'] : undefined)) : [];

/** The initial choice must be among the options, and no value may stand twice. */
const consistent: Rule = (value, at) => {
  if (!isObject(value)) return [];
  const known = valuesOf(value['options']);
  const single = value['initial_option'];
  const initial = valuesOf(single === undefined ? value['initial_options'] : [single]);
  return [
    ...(new Set(known).size < known.length ? problem(`${at}/options`, 'option values must be unique') : []),
    ...(initial.every((each) => known.includes(each)) ? [] : problem(at, 'initial options must match the options')),
  ];
};

export const choice = (options: Fields, more: Fields): Rule =>
  both(shape(options, { action_id: id, confirm, focus_on_load: flag, ...more }), consistent);

export const options = (item: Rule, most: number): Rule => list(item, 1, most);
