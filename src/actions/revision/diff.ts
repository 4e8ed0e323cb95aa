import { canonical, isObject, type Json, type JsonObject } from '#domain/json.ts';
import { shownImages } from '../images/shown.ts';
import { redact, shownValue } from '../redact.ts';
import { containersOf, nameOf, objectsOf } from './content.ts';

/** One line of a card: where in the task definition, and what was and will be there. */
export interface Difference {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

const mostShown = 120;

const short = (text: string): string => (text.length > mostShown ? `${text.slice(0, mostShown)}…` : text);

/** Lists whose items have names are told item by item. */
const named: Readonly<Record<string, string>> = { environment: 'value', secrets: 'valueFrom' };

/** Every leaf that a person would want to compare, by its path. */
function leaves(content: JsonObject): ReadonlyMap<string, Json> {
  const { containerDefinitions: _, ...task } = content;
  const ofTask = Object.entries(task);
  const ofContainers = containersOf(content).flatMap((container) =>
    Object.entries(container).flatMap(([member, value]) => {
      const path = `containers.${nameOf(container)}.${member}`;
      const inner = named[member];
      if (inner !== undefined)
        return objectsOf(value).map((item): [string, Json] => [`${path}.${String(item['name'])}`, item[inner] ?? null]);
      return isObject(value)
        ? Object.entries(value as JsonObject).map(([key, leaf]): [string, Json] => [`${path}.${key}`, leaf])
        : [[path, value] as [string, Json]];
    }),
  );
  return new Map([...ofTask, ...ofContainers]);
}

/** Where a secret comes from is no secret; what an environment variable holds may be one. */
function told(path: string, value: Json): string {
  const text = typeof value === 'string' ? value : canonical(value);
  const [, variable] = path.split('.environment.');
  return short(variable === undefined ? redact(text) : shownValue(variable, text));
}

/** Of an image that changes, its registry is told only where that changes, too. */
function change(path: string, before: Json, after: Json): Difference {
  const isImage = path.startsWith('containers.') && path.endsWith('.image');
  const [was, is] = isImage ? shownImages(String(before), String(after)) : [before, after];
  return { path, before: told(path, was), after: told(path, is) };
}

/** What is other in `after`, sorted by path. */
export function differences(before: JsonObject, after: JsonObject): readonly Difference[] {
  const [was, is] = [leaves(before), leaves(after)];
  const paths = [...new Set([...was.keys(), ...is.keys()])].sort();
  return paths.flatMap((path): readonly Difference[] => {
    const [old, next] = [was.get(path), is.get(path)];
    if (old === undefined) return next === undefined ? [] : [{ path, after: told(path, next) }];
    if (next === undefined) return [{ path, before: told(path, old) }];
    return canonical(old) === canonical(next) ? [] : [change(path, old, next)];
  });
}
