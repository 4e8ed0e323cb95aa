import { describe, expect, it } from '@jest/globals';
import { castOf, directoryOf, personOf } from '#cli/practice/cast.ts';
import type { Config, Environment } from '#domain/config.ts';

const environment = {
  id: 'prod',
  start: ['oncall'],
  approve: { entries: [{ groups: ['sre'], count: 1 }], requester: false, within: 1, validFor: 1 },
} as unknown as Environment;
const config: Config = {
  environments: [environment],
  schedules: [],
  lint: { disable: [], severity: {}, paths: [] },
  groups: { oncall: { slack: 'S0ONCALL' }, sre: { slack: 'S0SRE' }, owners: { users: ['U01ALICE', 'U09ZOE'] } },
};

describe('the people of practice', () => {
  const cast = castOf(config, environment);

  it('are Alice, who may start, Bob, who may approve as well, Dana, who may only approve, and Carol, a guest in no group', () => {
    const groups = (who: string) => personOf(cast, who).groups;
    expect(groups('alice')).toEqual(['oncall', 'owners']);
    expect(groups('bob')).toEqual(['oncall', 'sre']);
    expect(groups('dana')).toEqual(['sre']);
    expect(personOf(cast, 'carol')).toEqual({ id: 'U03CAROL', name: 'Carol', kind: 'guest', groups: [] });
  });

  it('include whoever stepward.yml lists by id', () => {
    expect(personOf(cast, 'U09ZOE')).toMatchObject({ kind: 'member', groups: ['owners'] });
  });

  it('are found by id, and nobody else is', async () => {
    expect(await directoryOf(cast).person('U02BOB')).toMatchObject({ name: 'Bob' });
    await expect(directoryOf(cast).person('mallory')).rejects.toThrow('There is nobody called "mallory"');
  });
});
