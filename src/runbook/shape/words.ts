import type { TEnum, TString } from 'typebox';
import { Type } from '#domain/type.ts';

/*
 * The words that all shapes are made of. A `title` names what is expected: editors show it on hover, findings say it.
 */

export const plain = (description: string): TString => Type.String({ title: 'text', description, minLength: 1 });

/** Text that may hold `${{ expressions }}`. */
export const template = (description: string): TString => plain(`${description} May hold \${{ expressions }}.`);

export const expression = (description: string): TString =>
  Type.String({ title: `one \${{ expression }}`, description, pattern: '^\\s*\\$\\{\\{[\\s\\S]*\\}\\}\\s*$' });

export const duration = (description: string): TString =>
  Type.String({ title: 'a duration such as 45s, 10m or 2h', description, pattern: '^(0|[1-9][0-9]{0,5})[smh]$' });

export const kebab = (description: string): TString =>
  Type.String({
    title: 'a kebab-case name such as restart-kafka',
    description,
    pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
    maxLength: 64,
  });

// The names that are left out mean something else in expressions.
const snakeWord = {
  title: 'a snake_case name such as restart_kafka',
  pattern: '^(?!(?:in|true|false|null)$)[a-z][a-z0-9_]*$',
  maxLength: 64,
};

export const snake = (description: string): TString => Type.String({ ...snakeWord, description });

/** For a mapping whose keys the author names and expressions use. */
export const snakeKeys = { propertyNames: { type: 'string', ...snakeWord } };

/** For a mapping whose keys the author names. */
export const kebabKeys = (description: string) => ({ propertyNames: { ...kebab(description), type: 'string' } });

/** A `with`. */
export const values = (description: string) =>
  Type.Record(Type.String(), Type.Unknown(), { title: 'a mapping of inputs', description });

export const slackId = (prefix: string, title: string, description: string): TString =>
  Type.String({ title, description, pattern: `^${prefix}[A-Z0-9]+$` });

export const channelId = (description: string): TString =>
  slackId('[CG]', 'the id of a Slack channel such as C0PRODOPS', description);

export const groupNames = (description: string) =>
  Type.Array(kebab('A name from `groups` in stepward.yml.'), {
    title: 'a list of group names',
    description,
    minItems: 1,
  });

export const oneOf = <const Words extends string[]>(words: [...Words], description: string): TEnum<Words> =>
  Type.Enum<Words>(words, { type: 'string', description });

export const flag = (description: string) => Type.Boolean({ title: 'true or false', description });

export const count = (description: string, minimum: number, maximum: number) =>
  Type.Integer({ title: `a whole number from ${minimum} to ${maximum}`, description, minimum, maximum });

/** The title of every list of steps, by which the schemas find them. */
export const stepList = 'a list of steps';

/** Steps are checked one by one, so that a mistake in one says nothing of the others. */
export const listOfSteps = (description: string, minItems: number) =>
  Type.Array(Type.Unknown(), { title: stepList, description, minItems });

/** A mapping with these keys and no others. */
export const closed = { additionalProperties: false };
