import { Failure } from '#domain/failure.ts';
import { isObject } from '#domain/json.ts';
import { DONE, type Shown } from '#practice/slack/core.ts';
import type { Values } from '#practice/slack/doings/submit-view.ts';
import type { Selected } from '#practice/slack/state-values.ts';
import type { World } from './ports.ts';
import { SPEEDS } from './speeds.ts';
import { makeTrouble } from './troubles.ts';

type Said = Readonly<Record<string, unknown>>;

const bad = (what: string): Failure => new Failure('user', 'bad-request', `The page did not say ${what}.`);

function word(said: Said, name: string): string {
  const value = said[name];
  if (typeof value !== 'string') throw bad(name);
  return value;
}

const optional = <Name extends string>(said: Said, name: Name): { readonly [key in Name]?: string } => {
  const value = said[name];
  return typeof value === 'string' ? ({ [name]: value } as { readonly [key in Name]: string }) : {};
};

function selection(value: unknown): Selected {
  if (value === null || value === undefined || typeof value === 'string') return value ?? null;
  if (Array.isArray(value)) return value.map(String);
  throw bad('what was selected');
}

function values(said: Said): Values {
  if (!isObject(said['values'])) throw bad('values');
  return Object.fromEntries(Object.entries(said['values']).map(([blockId, value]) => [blockId, selection(value)]));
}

function setSpeed({ aws }: World, scale: unknown): Shown {
  if (typeof scale !== 'number' || !SPEEDS.includes(scale)) throw bad(`one of the speeds ${SPEEDS.join(', ')}`);
  aws.clock.setScale(scale);
  return DONE;
}

type Doing = (world: World, said: Said) => Shown | Promise<Shown>;

const DOINGS: Readonly<Record<string, Doing>> = {
  command: ({ slack }, said) => slack.command(word(said, 'as'), word(said, 'channel'), word(said, 'line')),
  post: ({ slack }, said) =>
    slack.post(word(said, 'as'), word(said, 'channel'), word(said, 'text'), optional(said, 'threadTs').threadTs),
  click: ({ slack }, said) =>
    slack.click(word(said, 'as'), {
      actionId: word(said, 'actionId'),
      ...optional(said, 'blockId'),
      ...optional(said, 'ts'),
      ...optional(said, 'viewId'),
      selected: selection(said['selected']),
    }),
  submit: ({ slack }, said) => slack.submitView(word(said, 'as'), word(said, 'viewId'), values(said)),
  close: ({ slack }, said) => slack.closeView(word(said, 'as'), word(said, 'viewId')),
  home: ({ slack }, said) => slack.openHome(word(said, 'as')),
  shortcut: ({ slack }, said) => slack.shortcut(word(said, 'as'), word(said, 'callbackId'), optional(said, 'ts').ts),
  trouble: ({ slack }, said) => {
    makeTrouble(slack, word(said, 'id'), said['isOn'] === true);
    return DONE;
  },
  speed: (world, said) => setSpeed(world, said['scale']),
};

/** POST /page/do: `{ do: 'click', as: 'U02BOB', … }`. Answers what Slack shows the person. */
export async function perform(world: World, said: unknown): Promise<Shown> {
  const doing = isObject(said) ? DOINGS[word(said, 'do')] : undefined;
  if (!isObject(said) || !doing) throw bad('what to do');
  return doing(world, said);
}
