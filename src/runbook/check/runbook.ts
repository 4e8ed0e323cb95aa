import type { Config } from '#domain/config.ts';
import { isObject } from '#domain/json.ts';
import type { Signatures } from '#domain/signatures.ts';
import type { Library } from '../inline/library.ts';
import type { Problem } from '../problem.ts';
import { runbook as shape } from '../shape/runbook.ts';
import { validate } from '../shape/validate.ts';
import type { YamlDocument } from '../yaml/document.ts';
import { ancestorsOf } from '../yaml/pointer.ts';
import { checkChoices } from './choose.ts';
import { checkEnvironments, environmentsOf } from './environments.ts';
import { checkExpressions } from './expressions.ts';
import { checkGroupNames } from './groups.ts';
import { checkInlined } from './inlined.ts';
import { checkFields, checkInputs } from './inputs.ts';
import { outline, type RawObject, type Spot } from './outline.ts';
import { checkPolicies } from './policy.ts';
import { checkProofs } from './proof.ts';
import { checkSize } from './size.ts';
import { checkSteps } from './steps.ts';
import { type Desk, textsIn } from './templates.ts';
import { checkTogether } from './together.ts';
import { checkUndo } from './undo.ts';
import { checkCalls } from './uses.ts';

/** What a runbook is checked against. */
interface Checking {
  readonly signatures: Signatures;
  readonly config?: Config;
  readonly library?: Library;
}

/** Everything that is wrong with a runbook, in no order. */
export function checkRunbook(
  document: YamlDocument,
  file: string,
  { signatures, config, library }: Checking,
): readonly Problem[] {
  const raw = document.value;
  const shapeProblems = validate(shape, raw, '');
  if (!isObject(raw)) return shapeProblems;
  const spots = outline(raw);
  const environments = environmentsOf(raw, config);
  const { inputs, problems: inputProblems } = checkInputs(raw);
  const stepProblems = [...shapeProblems, ...checkSteps(raw, spots)];
  const broken = new Set(stepProblems.flatMap(({ at }) => [at, ...ancestorsOf(at)]));
  const desk: Desk = { document, problems: [], seen: new Set() };
  const setting = { inputs, spots, environments, signatures, ...(library ? { library } : {}) };
  checkExpressions(desk, raw, setting);
  return [
    ...stepProblems,
    ...inputProblems,
    ...spots.flatMap((spot) => checkFields(spot).problems),
    ...checkName(raw, file),
    ...checkEnvironments(raw, config),
    ...(config ? checkGroups(raw, spots, Object.keys(config.groups)) : []),
    ...checkPolicies(raw, spots, environments, (at) => !broken.has(at)),
    ...checkCalls(raw, spots, setting),
    ...checkTogether(spots, setting),
    ...checkInlined(raw, setting),
    ...checkSize(setting),
    ...checkProofs(spots),
    ...checkUndo(spots),
    ...checkChoices(spots),
    ...desk.problems,
    ...strayExpressions(raw, desk.seen),
  ];
}

const checkGroups = (raw: RawObject, spots: readonly Spot[], known: readonly string[]): readonly Problem[] => [
  ...checkGroupNames(raw['policy'], '/policy', known),
  ...spots.flatMap(({ raw: { approve, assign }, at }) => checkGroupNames({ approve, assign }, at, known)),
];

function checkName({ runbook: id }: RawObject, file: string): readonly Problem[] {
  const name = /([^/\\]+)\.ya?ml$/.exec(file)?.[1];
  if (name === undefined || typeof id !== 'string' || id === name) return [];
  return [{ rule: 'id-not-file-name', at: '/runbook', message: `the id "${id}" is not the file's name "${name}"` }];
}

const strayExpressions = (raw: RawObject, seen: ReadonlySet<string>): readonly Problem[] =>
  textsIn(raw, '')
    .filter(({ at }) => !seen.has(at))
    .map(({ at }) => ({
      rule: 'expression-not-here',
      at,
      message: 'expressions are not read here: this is taken as it stands',
    }));
