import type { JsonObject } from '#domain/json.ts';
import { checkExpression, type Names } from '../expression/check.ts';
import type { Facts } from '../expression/facts.ts';
import { type Hole, hasHole, opening, splitTemplate, wholeExpression } from '../expression/template.ts';
import { fits, sayType } from '../expression/types.ts';
import type { Problem } from '../problem.ts';
import { sayExpected, saySubject } from '../shape/say.ts';
import type { YamlDocument } from '../yaml/document.ts';
import { leavesOf } from '../yaml/leaves.ts';
import { spanInFile } from './place.ts';

/** Collects what is wrong with the expressions of a file, and where expressions were expected. */
export interface Desk {
  readonly document: YamlDocument;
  readonly problems: Problem[];
  /** Places that may hold expressions. */
  readonly seen: Set<string>;
}

const mostHoles = 50;

/** Checks a text with expressions in it; gives its type and what it proves, or nothing where it is wrong. */
export function checkText(
  desk: Desk,
  at: string,
  text: string,
  names: Names,
): { type: string; proven: Facts } | undefined {
  desk.seen.add(at);
  const { holes, open } = splitTemplate(text);
  if (open !== undefined)
    desk.problems.push({ rule: 'expression-syntax', at, message: `\`${opening}\` is never closed by \`}}\`` });
  if (holes.length > mostHoles) {
    const message = `one text holds at most ${mostHoles} expressions, this has ${holes.length}`;
    desk.problems.push({ rule: 'expression-not-allowed', at, message });
    return undefined;
  }
  const types = holes.map((hole) => checkHole(desk, at, text, { hole, names }));
  if (open !== undefined || types.includes(undefined)) return undefined;
  return (wholeExpression(text) && types[0]) || { type: 'string', proven: new Set() };
}

function checkHole(
  desk: Desk,
  at: string,
  text: string,
  { hole, names }: { readonly hole: Hole; readonly names: Names },
) {
  const checked = checkExpression(hole.expression, names);
  if (!('fault' in checked)) return checked;
  const { span: part, ...fault } = checked.fault;
  const span = spanInFile(desk.document, at, text, { hole, part });
  desk.problems.push({ ...fault, at, ...(span && { span }) });
  return undefined;
}

/** Checks a value that is one expression and whose type has to fit. */
export function checkTyped(
  desk: Desk,
  at: string,
  text: string,
  { names, schema }: { readonly names: Names; readonly schema: JsonObject },
) {
  const checked = checkText(desk, at, text, names);
  if (!checked || fits(checked.type, schema)) return checked;
  const message = `${saySubject(at)} is ${sayExpected(schema)}, this is ${sayType(checked.type)}`;
  const hole = wholeExpression(text);
  const part = { start: 0, end: hole?.expression.length ?? 0 };
  const span = hole && spanInFile(desk.document, at, text, { hole, part });
  desk.problems.push({ rule: 'expression-type', at, message, ...(span && { span }) });
  return undefined;
}

/** A text with expressions in it, and where it is. */
interface Text {
  readonly at: string;
  readonly text: string;
}

/** Every text with expressions in a value, with its place. */
export const textsIn = (value: unknown, at: string): readonly Text[] =>
  leavesOf(value, at, isTemplate).map(({ at: place, value: text }) => ({ at: place, text }));

const isTemplate = (leaf: unknown): leaf is string => typeof leaf === 'string' && hasHole(leaf);
