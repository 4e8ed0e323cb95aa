import { afterEach, describe, expect, it } from '@jest/globals';
import { createAws } from '#aws/create-aws.ts';
import { environment } from '../actions/practice.ts';
import { outside } from './outside.ts';
import { type Asked, closeAll, type Reply, refusal, type Scripted, script } from './scripted.ts';

let server: Scripted;
afterEach(closeAll);

const credentials = { accessKeyId: 'AKIABOT', secretAccessKey: 'x' };
async function reader(answer: (asked: Asked, n: number) => Reply) {
  server = await script(answer);
  return createAws({ endpoint: server.endpoint, credentials }).reader(environment);
}
const bodies = () => server.asked.map(({ body }) => JSON.parse(body));

describe('reads', () => {
  it('ask for ten services at a time and keep the order asked for', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `s${n}`);
    const read = await reader(({ body }) => {
      const asked: string[] = JSON.parse(body).services;
      return { body: { services: asked.map((serviceName) => ({ serviceName })).reverse() } };
    });
    expect((await read.ecs.services('c', names)).map(({ name }) => name)).toEqual(names);
    expect(bodies().map(({ services }) => services.length)).toEqual([10, 2]);
  });

  it('turn every page, and describe a hundred tasks at a time', async () => {
    const arns = Array.from({ length: 150 }, (_, n) => `arn:aws:ecs:us-east-1:1:task/c/${n}`);
    const read = await reader(({ target, body }) => {
      const { nextToken, tasks } = JSON.parse(body);
      if (target.endsWith('DescribeTasks')) return { body: { tasks: tasks.map((taskArn: string) => ({ taskArn })) } };
      return { body: nextToken ? { taskArns: arns.slice(100) } : { taskArns: arns.slice(0, 100), nextToken: 'more' } };
    });
    expect((await read.ecs.tasks('c', 's', 'RUNNING')).map(({ id }) => id)).toEqual(arns.map((_, n) => `${n}`));
    expect(server.asked.map(({ target }) => target.split('.')[1])).toEqual([
      'ListTasks',
      'ListTasks',
      'DescribeTasks',
      'DescribeTasks',
    ]);
  });

  it('turn every page of clusters, and sort their names', async () => {
    const arn = (name: string) => `arn:aws:ecs:us-east-1:1:cluster/${name}`;
    const read = await reader(({ body }) => ({
      body: JSON.parse(body).nextToken
        ? { clusterArns: [arn('a')] }
        : { clusterArns: [arn('c'), arn('b')], nextToken: 'more' },
    }));
    expect(await read.ecs.listClusters()).toEqual(['a', 'b', 'c']);
  });

  it('turn no more pages of revisions than it takes, the newest first', async () => {
    const read = await reader((_, n) => ({
      body: { taskDefinitionArns: [`a:${9 - n}`, `b:${9 - n}`], nextToken: `${n}` },
    }));
    expect(await read.ecs.listRevisions('api', 3)).toEqual(['a:8', 'b:8', 'a:7']);
    expect(bodies()).toHaveLength(2);
    expect(bodies()[0]).toMatchObject({ familyPrefix: 'api', status: 'ACTIVE', sort: 'DESC' });
  });

  it('ask nothing about no tasks', async () => {
    const read = await reader(() => ({ body: { taskArns: [] } }));
    expect(await read.ecs.tasks('c', 's', 'STOPPED')).toEqual([]);
    expect(await read.ecs.tasksByArn('c', [])).toEqual([]);
    expect(server.asked).toHaveLength(1);
  });

  it('turn a page of log lines that is empty although more follow, and escape the pattern', async () => {
    const read = await reader((_, n) => ({
      body:
        n === 1
          ? { events: [], nextToken: 'more' }
          : { events: [{ timestamp: 1_795_000_000_005, logStreamName: 's', message: 'a "b" \\ c\n' }] },
    }));
    const lines = await read.logs.lines('/g', { since: 1_795_000_000_000, pattern: 'a "b" \\' });
    expect(lines).toEqual([{ at: 1_795_000_000_005, stream: 's', text: 'a "b" \\ c' }]);
    expect(bodies()[0]).toMatchObject({ filterPattern: '"a \\"b\\" \\\\"', startTime: 1_795_000_000_000 });
  });

  it('keep the newest lines, oldest first, and drop what does not contain the text after all', async () => {
    const events = [9, 8, 7].map((timestamp) => ({ timestamp, message: timestamp === 8 ? 'other' : `x ${timestamp}` }));
    const read = await reader(() => ({ body: { events } }));
    expect((await read.logs.lines('/g', { since: 0, pattern: 'x' })).map(({ at }) => at)).toEqual([7, 9]);
    expect((await read.logs.lines('/g', { since: 0, limit: 1 })).map(({ at }) => at)).toEqual([9]);
  });

  it('are repeated when the service is busy', async () => {
    const read = await reader((_, n) =>
      n === 1 ? refusal('ServerException', 'Busy', 500) : { body: { services: [] } },
    );
    expect(await read.ecs.service('c', 's')).toBeUndefined();
    expect(server.asked).toHaveLength(2);
  });

  it('never hand on the values in a history of versions', async () => {
    const read = await reader(() => ({
      body: {
        Parameters: [
          { Version: 1, Value: 'clear', Labels: ['a'] },
          { Version: 2, Value: 'clear' },
        ],
      },
    }));
    const versions = await read.ssm.versions('/p');
    expect(versions.map(({ version, labels }) => [version, labels])).toEqual([
      [2, []],
      [1, ['a']],
    ]);
    expect(JSON.stringify(versions)).not.toContain('clear');
    expect(bodies()[0]).toMatchObject({ WithDecryption: false });
  });
});

describe('a read that fails says in the words of the service', () => {
  it.each([
    ['AccessDeniedException', 'refused', 'aws-denied'],
    ['ClusterNotFoundException', 'user', 'aws-refused'],
    ['ExpiredTokenException', 'refused', 'aws-credentials'],
  ])('%s', async (type, kind, code) => {
    const read = await reader(() => refusal(type, 'So it is.'));
    await expect(read.ecs.service('c', 's')).rejects.toMatchObject({
      kind,
      code,
      message: `ecs:DescribeServices: ${type}: So it is.`,
    });
    await expect(read.ecs.listServices('c')).rejects.toMatchObject({ code });
  });

  it('that nobody listens', async () => {
    const failure = `aws.reader(environment).ssm.parameter('/p').catch(({ kind, code }) => ({ kind, code }))`;
    expect(await outside(failure)).toEqual({ kind: 'transient', code: 'aws-unreached' });
  });
});

describe('a task definition', () => {
  const definition = async (networkMode: string | undefined, hostPort: number | undefined) => {
    const portMappings = [{ containerPort: 80, ...(hostPort === undefined ? {} : { hostPort }) }];
    const read = await reader(() => ({
      body: { taskDefinition: { ...(networkMode ? { networkMode } : {}), containerDefinitions: [{ portMappings }] } },
    }));
    return (await read.ecs.taskDefinition('x:1')).containers[0]?.hostPorts;
  };

  it.each([
    ['host', undefined, [80]],
    ['bridge', 8080, [8080]],
    ['bridge', 0, []],
    [undefined, undefined, []],
    ['awsvpc', 80, []],
  ])('in mode %s with host port %s takes %j of its instance', async (mode, hostPort, ports) => {
    expect(await definition(mode, hostPort)).toEqual(ports);
  });
});
