import { parseDuration } from '#domain/duration.ts';
import { Type } from '#domain/type.ts';
import type { CheckRead } from '../contract.ts';
import { defineCheck } from '../define.ts';
import { durationSchema } from '../times.ts';

export default defineCheck({
  meta: {
    id: 'cloudwatch.alarms',
    version: 1,
    summary: 'Holds once none of these alarms rings, nor has rung for a while.',
    docs: 'docs/actions/cloudwatch.alarms.md',
  },
  input: Type.Object(
    {
      names: Type.Array(Type.String(), { minItems: 1, description: 'Names of the alarms.' }),
      treat_missing: Type.Enum(['fail', 'ok'], {
        default: 'fail',
        description: 'What an alarm without data (INSUFFICIENT_DATA) means.',
      }),
      for: durationSchema('How long none of them must have changed: an alarm that rang meanwhile is seen, too.', {
        default: '0s',
      }),
    },
    { additionalProperties: false },
  ),
  outputs: { ringing: { schema: Type.Array(Type.String()), known: 'verify' } },

  async read({ names, treat_missing: missing, for: quiet }, read, { now }): Promise<CheckRead> {
    const alarms = await read.alarms.alarms(names);
    const unknown = names.filter((name) => alarms.every((alarm) => alarm.name !== name));
    if (unknown.length > 0) return failed(`There is no alarm ${unknown.join(', ')}`);
    const wrong = alarms.filter(({ state }) => state === 'ALARM' || (state !== 'OK' && missing === 'fail'));
    const due = Math.max(...alarms.map(({ since }) => since)) + parseDuration(quiet);
    const early = wrong.length === 0 && due > now;
    return {
      state: wrong.length > 0 || early ? 'pending' : 'ok',
      progress: [
        `${alarms.length - wrong.length} of ${alarms.length} alarms are quiet`,
        ...wrong.map(({ name, state, reason }) => `${name} is ${state}: ${reason}`),
        ...(early ? [`one of them has changed within ${quiet}`] : []),
      ].join(' · '),
      evidence: Object.fromEntries(alarms.map(({ name, state, reason }) => [name, `${state}: ${reason}`])),
      outputs: { ringing: wrong.map(({ name }) => name) },
      ...(early ? { due } : {}),
    };
  },
});

const failed = (progress: string): CheckRead => ({
  state: 'failed',
  progress,
  evidence: {},
  outputs: { ringing: [] },
});
