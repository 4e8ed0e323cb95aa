import { isObject } from '#domain/json.ts';
import { everyStep } from '#domain/rollback.ts';
import type { Runbook, Step } from '#domain/runbook.ts';
import { suggest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { below } from '../yaml/pointer.ts';
import { spotsAt } from './spots.ts';

/** Which steps raise the card that such an answer needs; what is not here may come at any. */
const answered: Readonly<Record<string, readonly Step['kind'][]>> = {
  approve: ['action', 'undo', 'group', 'parallel', 'runbook'],
  reject: ['action', 'undo', 'group', 'parallel', 'runbook'],
  done: ['manual'],
  fail: ['manual'],
  choose: ['choose'],
};

/** Answers that no card of their step takes. */
export function checkAnswers(raw: unknown, runbook: Runbook): readonly Problem[] {
  const steps = new Map(everyStep(runbook).map((step) => [step.id, step]));
  return spotsAt(raw, 'tests/*/people/*').flatMap(({ at, value }) =>
    isObject(value)
      ? [...checkKind(value, at, steps), ...checkOption(value, at, steps), ...checkMoment(value, at)]
      : [],
  );
}

type Raw = Readonly<Record<string, unknown>>;
type Steps = ReadonlyMap<string, Step>;

function checkKind({ does, at: id }: Raw, at: string, steps: Steps): readonly Problem[] {
  const step = typeof id === 'string' ? steps.get(id) : undefined;
  const kinds = typeof does === 'string' && Object.hasOwn(answered, does) ? answered[does] : undefined;
  if (!step || !kinds || kinds.includes(step.kind)) return [];
  return [
    {
      rule: 'cannot-happen',
      at: below(at, 'does'),
      message: `nobody is asked to ${does} at "${step.id}": it is ${/^[aeiou]/.test(step.kind) ? 'an' : 'a'} ${step.kind} step`,
    },
  ];
}

function checkOption({ does, at: id, with: answer }: Raw, at: string, steps: Steps): readonly Problem[] {
  const option = isObject(answer) ? answer['option'] : undefined;
  if (does === 'choose' && option === undefined)
    return [{ rule: 'missing-key', at: below(at, 'does'), message: 'choosing needs `with: { option: … }`' }];
  const step = typeof id === 'string' ? steps.get(id) : undefined;
  if (step?.kind !== 'choose' || typeof option !== 'string') return [];
  const known = step.options.map((one) => one.id);
  if (known.includes(option)) return [];
  const message = `there is no option "${option}" in ${step.id}`;
  return [{ rule: 'unknown-option', at: `${at}/with/option`, message, ...suggest(option, known) }];
}

const checkMoment = ({ does, when }: Raw, at: string): readonly Problem[] =>
  when === undefined || does === 'stop'
    ? []
    : [
        {
          rule: 'cannot-happen',
          at: below(at, 'when'),
          on: 'key',
          message: 'only `stop` has a `when`: everything else answers a card',
        },
      ];
