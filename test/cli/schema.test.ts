import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { stepward } from './stepward.ts';

describe('stepward schema', () => {
  it('prints what stands in schemas/', async () => {
    for (const which of ['runbook', 'config', 'test'])
      expect((await stepward(['schema', which])).out).toBe(readFileSync(`schemas/${which}.schema.json`, 'utf8'));
  });

  it('finds that a schema in schemas/ is not what the sources say', async () => {
    expect(await stepward(['schema', '--check'])).toMatchObject({ status: 0, out: '' });
  });
});
