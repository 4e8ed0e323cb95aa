import fc, { type Arbitrary } from 'fast-check';
import type { ChooseOption, OnFailure, Runbook, Step, Undo } from '#domain/runbook.ts';
import {
  action,
  check,
  choose,
  forEach,
  group,
  inlined,
  manual,
  notify,
  option,
  parallel,
  proof,
  runbook,
  wait,
} from '../shapes.ts';

/** How deep steps stand in one another, and whether they may be repeated: nothing is, inside what is. */
interface Where {
  readonly depth: number;
  readonly repeatable: boolean;
}

const onFailure = fc.constantFrom<OnFailure>('ask', 'ask', 'rollback', 'rollback', 'stop', 'continue');

const repeated = (repeatable: boolean) =>
  fc
    .option(fc.integer({ min: 1, max: 2 }).map(forEach), { freq: 2 })
    .map((found) => (repeatable && found ? { forEach: found } : {}));

const undo: Arbitrary<Undo> = fc.oneof(
  fc.constant<Undo>({ kind: 'auto' }),
  fc.constant<Undo>({ kind: 'none', reason: 'It lasts no longer than the run.' }),
  fc.constant<Undo>({ kind: 'steps', steps: [check(''), action('')] }),
);

const actions = (repeatable: boolean): Arbitrary<Step> =>
  fc
    .record({
      onFailure,
      undo,
      each: repeated(repeatable),
      together: fc.boolean(),
      verify: fc.constantFrom([], [], [proof(1), proof()]),
      settle: fc.constantFrom(0, 1),
      proof: fc.constantFrom({}, {}, {}, { verifiedBy: 'later' }),
    })
    .map(({ each, together, proof: verified, ...more }) =>
      action('', { ...more, ...each, ...verified, together: together && 'forEach' in each }),
    );

const small = (repeatable: boolean): Arbitrary<Step> =>
  fc.oneof(
    { weight: 6, arbitrary: actions(repeatable) },
    fc.record({ onFailure, each: repeated(repeatable) }).map(({ each, ...more }) => check('', { ...more, ...each })),
    onFailure.map((found) => wait('', { onFailure: found })),
    fc.record({ onFailure }).map((more) => manual('', { ...more, remind: 1 })),
    onFailure.map((found) => notify('', { onFailure: found })),
  );

const some = ({ depth, repeatable }: Where): Arbitrary<readonly Step[]> =>
  fc.array(steps({ depth: depth - 1, repeatable }), { minLength: 1, maxLength: 2 });

const ends: readonly ChooseOption[] = [
  option('leave', [], { end: 'succeeded' }),
  option('abort', [], { end: 'stopped' }),
];

const groups = (where: Where): Arbitrary<Step> =>
  fc
    .record({ each: repeated(where.repeatable), together: fc.boolean(), onFailure })
    .chain(({ each, ...more }) =>
      some({ ...where, repeatable: where.repeatable && !('forEach' in each) }).map((found) =>
        group('', found, { ...more, ...each }),
      ),
    );

const parallels = (where: Where): Arbitrary<Step> =>
  fc
    .record({
      branches: fc.array(some(where), { minLength: 1, maxLength: 3 }),
      together: fc.boolean(),
      maxParallel: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ branches, ...more }) => parallel('', branches, more));

const around = (where: Where): Arbitrary<Step> =>
  fc.oneof(
    { weight: 3, arbitrary: groups(where) },
    { weight: 2, arbitrary: parallels(where) },
    some(where).map((found) => choose('', [option('one', found), option('two', []), ...ends])),
    some(where).map((found) => inlined('', found)),
  );

const steps = (where: Where): Arbitrary<Step> =>
  where.depth === 0 ? small(where.repeatable) : fc.oneof(small(where.repeatable), around(where));

/** Any nesting of any kinds of steps that the linter lets through. */
export const runbooks: Arbitrary<Runbook> = fc
  .record({
    steps: fc.array(steps({ depth: 2, repeatable: true }), { minLength: 2, maxLength: 4, size: 'max' }),
    finally: fc.array(steps({ depth: 0, repeatable: false }), { maxLength: 1 }),
  })
  .map((found) => {
    const name = namer();
    return runbook(found.steps.map(name), { finally: found.finally.map(name) });
  });

/** Gives every step an id of its own, those in `undo` too: `s1`, `s2`, …; and a condition, as without one none is ever skipped. */
const namer = () => {
  let count = 0;
  const name = (step: Step): Step => {
    count += 1;
    return inside({ ...step, id: `s${count}`, if: 'true' });
  };
  const inside = (step: Step): Step => {
    switch (step.kind) {
      case 'group':
      case 'runbook':
        return { ...step, steps: step.steps.map(name) };
      case 'parallel':
        return { ...step, branches: step.branches.map((branch) => ({ ...branch, steps: branch.steps.map(name) })) };
      case 'choose':
        return { ...step, options: step.options.map((one) => ({ ...one, steps: one.steps.map(name) })) };
      case 'action':
        return step.undo.kind === 'steps'
          ? { ...step, undo: { ...step.undo, steps: step.undo.steps.map(name) } }
          : step;
      default:
        return step;
    }
  };
  return name;
};
