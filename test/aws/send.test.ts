import { afterEach, describe, expect, it } from '@jest/globals';
import type { AwsRequest } from '#actions/contract.ts';
import { createAws } from '#aws/create-aws.ts';
import type { Sent } from '#engine/ports.ts';
import { environment } from '../actions/practice.ts';
import { outside } from './outside.ts';
import { closeAll, type Reply, refusal, type Scripted, script } from './scripted.ts';

const restart: AwsRequest = {
  service: 'ecs',
  operation: 'UpdateService',
  params: { cluster: 'c', service: 'kafka', forceNewDeployment: true },
};
const put: AwsRequest = {
  service: 'ssm',
  operation: 'PutParameter',
  params: { Name: '/a', Value: { $sealed: 's1', fingerprint: 'f', length: 6 }, Overwrite: true },
};
const session = { accessKeyId: 'ASIASTEP', secretAccessKey: 'x', sessionToken: 'y' };

let server: Scripted;
afterEach(closeAll);

/** What comes of a request that the server answers so. */
async function sent(request: AwsRequest, reply: Reply, unseal: (id: string) => string = () => 'S3CRET'): Promise<Sent> {
  server = await script(() => reply);
  return createAws({ endpoint: server.endpoint }).send(environment, session, request, unseal);
}

describe('an answer', () => {
  it('comes back as JSON with the id of the request', async () => {
    const reply = { body: { service: { serviceName: 'kafka', createdAt: 1_795_000_000.5 } }, requestId: 'req-7' };
    expect(await sent(restart, reply)).toEqual({
      outcome: 'answered',
      answer: { service: { serviceName: 'kafka', createdAt: '2026-11-18T11:06:40.500Z' } },
      requestId: 'req-7',
    });
    expect(server.asked).toMatchObject([{ signedBy: 'ASIASTEP' }]);
    expect(JSON.parse(server.asked[0]?.body ?? '')).toEqual(restart.params);
  });
});

describe('a refusal', () => {
  it('is told in the words of the service', async () => {
    const words = 'User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: ecs:UpdateService';
    expect(await sent(restart, refusal('AccessDeniedException', words))).toEqual({
      outcome: 'refused',
      throttled: false,
      code: 'AccessDeniedException',
      message: words,
      requestId: 'req-9',
    });
  });

  it.each([
    ['ThrottlingException', 400],
    ['TooManyUpdates', 400],
    ['Whatever', 429],
  ])('because of the rate alone says so: %s, %i', async (type, status) => {
    expect(await sent(restart, refusal(type, 'Rate exceeded', status))).toMatchObject({
      outcome: 'refused',
      throttled: true,
    });
    expect(server.asked).toHaveLength(1);
  });

  it('is what a call gets that is not on the list, and nothing is sent', async () => {
    for (const operation of ['DeleteService', 'constructor', 'ListTasks'])
      expect(await sent({ ...restart, operation }, { body: {} })).toMatchObject({
        outcome: 'refused',
        code: 'not-allowed',
      });
    expect(server.asked).toEqual([]);
  });

  it('is told when nobody listens, since then nothing was sent', async () => {
    const request = JSON.stringify(restart);
    expect(await outside(`aws.send(environment, credentials, ${request}, String)`)).toEqual({
      outcome: 'refused',
      throttled: false,
      code: 'ECONNREFUSED',
      message: 'connect ECONNREFUSED 127.0.0.1:1',
    });
  });
});

describe('what is unknown', () => {
  it.each<[string, Reply]>([
    ['a connection that breaks', 'drop'],
    ['a server error', refusal('ServerException', 'Try again', 500)],
    ['an unavailable service', refusal('ServiceUnavailable', 'Busy', 503)],
    ['an answer that is no JSON', { body: '<html>' }],
  ])('%s, and it is asked once', async (_, reply) => {
    expect(await sent(restart, reply)).toMatchObject({ outcome: 'unknown' });
    expect(server.asked).toHaveLength(1);
  });
});

describe('a secret', () => {
  it('is opened for the request only', async () => {
    const outcome = await sent(put, { body: { Version: 3 } });
    expect(JSON.parse(server.asked[0]?.body ?? '')).toEqual({ Name: '/a', Value: 'S3CRET', Overwrite: true });
    expect(JSON.stringify(outcome)).not.toContain('S3CRET');
  });

  it.each([
    [
      "1 validation error detected: Value 'S3CR...' at 'value' failed",
      'The service found the value invalid; its words are withheld.',
    ],
    ['Parameter value S3CRET is not allowed', 'Parameter value (secret) is not allowed'],
  ])('is not repeated from an error: %s', async (words, shown) => {
    expect(await sent(put, refusal('ValidationException', words))).toMatchObject({
      outcome: 'refused',
      message: shown,
    });
  });

  it('that cannot be opened stops the request', async () => {
    const unseal = () => {
      throw new Error('no key, and S3CRET');
    };
    const outcome = await sent(put, { body: {} }, unseal);
    expect(outcome).toMatchObject({ outcome: 'refused', code: 'not-opened' });
    expect(JSON.stringify(outcome)).not.toContain('S3CRET');
    expect(server.asked).toEqual([]);
  });
});
