import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Call } from '#actions/ports/calls-read.ts';
import { environment, type Stage, setStage } from '../actions/practice.ts';
import { cluster, world } from '../actions/world.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(world([], 60));
});
afterEach(() => stage.close());

const tag: Call = {
  service: 'ecs',
  operation: 'TagResource',
  parameters: { resourceArn: 'arn:aws:ecs:us-east-1:111122223333:service/c/api', tags: [{ key: 'a', value: 'b' }] },
};
const refuse = (more: Partial<Call>, listed: readonly string[] = ['ecs:TagResource']) =>
  stage.aws.reader({ ...environment, awsCalls: listed }).calls.refuse({ ...tag, ...more });

describe('a call', () => {
  it('is taken when it is listed and fits', async () => {
    expect(await refuse({})).toBeUndefined();
  });

  it('is refused when it is not listed, with what is', async () => {
    expect(await refuse({ operation: 'DeleteService' })).toMatch(/not one of .*there is only ecs:TagResource/);
    expect(await refuse({}, [])).toContain('there are none');
    expect(await refuse({}, ['ssm:TagResource'])).toContain('is not one of');
  });

  it.each([
    [
      'a service that is not there',
      { service: 'rds' },
      'rds:TagResource',
      'There is no service "rds" here; there are application-autoscaling',
    ],
    ['a call that the service lacks', { operation: 'TagResources' }, 'ecs:TagResources', 'it has TagResource'],
    [
      'a parameter that the call lacks',
      { parameters: { ...tag.parameters, tag: [] } },
      'ecs:TagResource',
      '"tag" is not one of resourceArn, tags',
    ],
    [
      'a nested one',
      { parameters: { ...tag.parameters, tags: [{ name: 'a' }] } },
      'ecs:TagResource',
      '"tags.0.name" is not one of key, value',
    ],
    ['one that is missing', { parameters: { tags: [] } }, 'ecs:TagResource', '"resourceArn" is missing'],
    [
      'a mapping for a list',
      { parameters: { ...tag.parameters, tags: {} } },
      'ecs:TagResource',
      '"tags" must be a list',
    ],
    ['a time', { operation: 'ListTasks', service: 'logs' }, 'logs:ListTasks', 'logs has no call'],
  ])('is refused with %s', async (_, more, listed, words) => {
    expect(await refuse(more, [listed])).toContain(words);
  });

  it('is refused where it takes a time, which a runbook cannot write', async () => {
    const call = {
      service: 'application-autoscaling',
      operation: 'PutScheduledAction',
      parameters: {
        ServiceNamespace: 'ecs',
        ScheduledActionName: 'a',
        ResourceId: 'r',
        ScalableDimension: 'd',
        StartTime: 1,
      },
    };
    expect(await refuse(call, ['application-autoscaling:PutScheduledAction'])).toContain('"StartTime" is a time');
  });
});

describe('a read', () => {
  const read = (call: Partial<Call>, listed: readonly string[] = ['ecs:TagResource', 'ssm:PutParameter']) =>
    stage.aws.reader({ ...environment, awsCalls: listed }).calls.read({
      service: 'ecs',
      operation: 'DescribeServices',
      parameters: { cluster, services: ['api'] },
      ...call,
    });

  it('gives the answer as JSON, its times as texts', async () => {
    expect(await read({})).toMatchObject({
      services: [{ serviceName: 'api', createdAt: expect.stringMatching(/^\d{4}-.*Z$/) }],
    });
  });

  it.each([
    [
      'of a service without a listed call',
      { service: 'ecr', operation: 'DescribeImages', parameters: {} },
      'no call of ecr',
    ],
    ['that writes', { operation: 'UpdateService' }, 'is no read'],
    [
      'that decrypts',
      { service: 'ssm', operation: 'GetParameter', parameters: { Name: '/a', WithDecryption: true } },
      'hand out a secret',
    ],
    ['of something unknown', { parameters: { services: ['api'], clusters: 'c' } }, '"clusters" is not one of'],
  ])('%s is refused', async (_, call, words) => {
    await expect(read(call)).rejects.toMatchObject({
      code: 'call-not-allowed',
      message: expect.stringContaining(words),
    });
    expect(stage.practice.calls()).toEqual([]);
  });

  it('never hands out a secret, although its call is listed', async () => {
    const secret = { service: 'secretsmanager', operation: 'GetSecretValue', parameters: { SecretId: 'app/token' } };
    await expect(read(secret, ['secretsmanager:GetSecretValue'])).rejects.toThrow('hand out a secret');
  });
});

describe('sending', () => {
  const send = (awsCalls: readonly string[]) =>
    stage.aws.send(
      { ...environment, awsCalls },
      { accessKeyId: 'AKIA', secretAccessKey: 'x' },
      { service: 'ecs', operation: 'DeregisterTaskDefinition', params: { taskDefinition: 'api:2' } },
      () => '',
    );

  it('asks the list once more', async () => {
    expect(await send([])).toMatchObject({ outcome: 'refused', code: 'not-allowed' });
    expect(stage.practice.calls()).toEqual([]);
    expect(await send(['ecs:DeregisterTaskDefinition'])).not.toMatchObject({ code: 'not-allowed' });
  });
});
