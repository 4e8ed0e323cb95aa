import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readSettings } from '#aws/clients.ts';
import { readSsm } from '#aws/read-ssm.ts';
import { environment, region, type Stage, setStage } from '../actions/practice.ts';
import { parameter, world } from '../actions/world.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(world([], 60));
});
afterEach(() => stage.close());

describe('a reference', () => {
  it.each([
    ['the newest version', parameter, 'two'],
    ['a version', `${parameter}:1`, 'one'],
    ['a label', `${parameter}:old`, 'one'],
    ['no version that is kept', `${parameter}:9`, undefined],
    ['no parameter', '/app/other', undefined],
  ])('names %s of a parameter', async (_, reference, value) => {
    expect(await stage.aws.values(environment).parameter(reference)).toBe(value);
  });

  it.each([
    ['app/token', 'token'],
    ['app/other', undefined],
  ])('names the secret %s', async (name, value) => {
    expect(await stage.aws.values(environment).secret(name)).toBe(value);
  });
});

it('fails in the words of the service where it may not be read', async () => {
  stage.practice.addFault({ op: 'GetParameter', kind: 'deny', times: 1 });
  await expect(stage.aws.values(environment).parameter(parameter)).rejects.toMatchObject({
    code: 'aws-denied',
    message: expect.stringMatching(/^ssm:GetParameter: AccessDeniedException: /),
  });
});

it('is nothing that actions and checks could read', () => {
  expect(Object.keys(stage.read)).not.toContain('values');
  expect(Object.keys(readSsm(readSettings({}, region))).sort()).toEqual(['parameter', 'versions']);
});
