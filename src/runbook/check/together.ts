import type { Problem } from '../problem.ts';
import { below } from '../yaml/pointer.ts';
import { isRepeated, isTogether, type Spot } from './outline.ts';
import type { Setting } from './setting.ts';
import { callsOf } from './uses.ts';

/** What is asked on one card is several plans, all known at once, and none of them destroys. */
export const checkTogether = (spots: readonly Spot[], setting: Setting): readonly Problem[] =>
  spots.flatMap((spot) => [
    ...checkAlone(spot),
    ...([spot, ...spot.around].some(isTogether) && spot.part !== 'undo' ? checkMember(spot, setting) : []),
  ]);

const checkAlone = (spot: Spot): readonly Problem[] =>
  spot.keys[0] === 'action' && isTogether(spot) && !isRepeated(spot)
    ? [
        {
          rule: 'together-alone',
          at: below(spot.at, 'approve'),
          message: 'one action has one plan: `together` is for steps around others or with `for_each`',
        },
      ]
    : [];

function checkMember(spot: Spot, setting: Setting): readonly Problem[] {
  const key = (['choose', 'runbook'] as const).find((one) => spot.keys.includes(one));
  if (key !== undefined)
    return [
      {
        rule: 'together-unknown',
        at: below(spot.at, key),
        on: 'key',
        message: `\`${key}\` is not asked together with others: ${unknown[key]}`,
      },
    ];
  return callsOf(spot, setting)
    .own.filter(({ signature }) => signature?.risk === 'destroys')
    .map(({ at, uses }) => ({
      rule: 'together-destroys',
      at: below(at, 'action'),
      message: `"${uses}" destroys something, so it is asked for alone and not together with others`,
    }));
}

const unknown = {
  choose: 'nobody knows yet which of its steps are done',
  runbook: 'its steps are planned one after another',
} as const;
