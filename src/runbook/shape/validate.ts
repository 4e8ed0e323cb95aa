import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Problem } from '../problem.ts';
import { ownBranches } from './branches.ts';
import { problemOf } from './errors.ts';
import { onePerMistake } from './one-per-mistake.ts';
import type { Shape } from './shape.ts';

/** The schemas are our own, and their tests hold them against JSON Schema's. To do so here, or to shorten code that runs once, takes longer than all else. */
const asTheyAre = { meta: false, validateSchema: false, code: { optimize: false } } as const;
const strict = { strict: true, strictRequired: false, allowUnionTypes: true } as const;
const ajv = new Ajv2020({ ...asTheyAre, ...strict, allErrors: true, verbose: true });
/** A file with more is no runbook at all, and sorting them out would take long. */
const mostErrors = 1_000;

const compiled = new WeakMap<object, ValidateFunction>();

function validator(schema: object): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  const made = ajv.compile(schema);
  compiled.set(schema, made);
  return made;
}

/** Where the value does not have this shape, one problem a mistake. `at` is where the value stands in its document. */
export function validate({ schema, elsewhere }: Shape, value: unknown, at: string): readonly Problem[] {
  const check = validator(schema);
  if (check(value)) return [];
  const all = check.errors ?? [];
  const errors = ownBranches(all.slice(0, mostErrors));
  const problems = onePerMistake(errors.flatMap((error) => problemOf(error, at, elsewhere)));
  return all.length > mostErrors ? problems.map((problem) => ({ ...problem, hasMore: true as const })) : problems;
}
