import { afterEach, describe, expect, it } from '@jest/globals';
import type { CheckRead } from '#actions/contract.ts';
import type { JsonObject } from '#domain/json.ts';
import { worlds } from '#practice/worlds/index.ts';
import type { World } from '#practice/worlds/world.ts';
import { shop } from '../../practice/aws/shop.ts';
import { type SmallWorld, smallWorld } from '../../practice/aws/small-world.ts';
import { checkOf, type Stage, setStage } from '../practice.ts';

let stage: Stage;
afterEach(() => stage.close());

const look = (more: JsonObject = {}): Promise<CheckRead> =>
  checkOf('ecs.diagnose').read({ cluster: 'c', service: 'api', ...more }, stage.read, stage.ctx());

/** Revision 2 of the small world is deployed, and time goes by. */
async function deployed(options: SmallWorld, seconds: number): Promise<CheckRead> {
  stage = await setStage(smallWorld(options));
  await stage.practice.perform('UpdateService', { cluster: 'c', service: 'api', taskDefinition: 'api:2' });
  stage.pass(seconds);
  return look();
}

const check = (tool: string): JsonObject => ({
  command: ['CMD-SHELL', `${tool} -f http://localhost:8080/health || exit 1`],
  interval: 30,
  retries: 3,
  startPeriod: 0,
});
const secret = (valueFrom: string) => ({ container: { secrets: [{ name: 'TOKEN', valueFrom }] } });
const talks = Array.from({ length: 20 }, (_, n) => ({ at: 5 + n * 10, text: `loading table ${n}` }));

interface Case {
  readonly cause: string;
  readonly world: SmallWorld;
  readonly seconds: number;
  readonly verdict: string;
  /** Each is in one text of the evidence. */
  readonly shows: readonly (string | RegExp)[];
}

const cases: readonly Case[] = [
  {
    cause: 'tool-missing',
    world: { healthCheck: check('wget') },
    seconds: 240,
    verdict: 'LOOP',
    shows: ['wget: not found', 'the check of api is CMD-SHELL wget -f', '2 × Task failed container health checks'],
  },
  {
    cause: 'slow-start',
    world: { after: { tools: ['curl'], readyAfter: 1_000, says: talks }, healthCheck: check('curl') },
    seconds: 130,
    verdict: 'ROLLING',
    shows: [/was still starting after 8\d s, and is given up after 90 s/, 'said last: loading table'],
  },
  {
    cause: 'dependency-down',
    world: {
      after: {
        tools: ['curl'],
        needs: [
          { endpoint: 'db.local:5432', refused: 'connect ECONNREFUSED 10.0.0.7:5432', lostAfter: 1, lost: 'lost' },
        ],
      },
      healthCheck: check('curl'),
    },
    seconds: 240,
    verdict: 'LOOP',
    shows: [/task \S+… tries to connect: connect ECONNREFUSED 10.0.0.7:5432/],
  },
  {
    cause: 'config-error',
    world: {
      after: { exit: { after: 5, code: 1 }, says: [{ at: 2, text: 'FATAL: no plan for token=canary-7Hq2' }] },
    },
    seconds: 700,
    verdict: 'LOOP',
    shows: [/\d+ × Essential container in task exited \(api: exit code 1\)/, 'FATAL: no plan for token=(hidden)'],
  },
  {
    cause: 'config-error',
    world: {
      after: { env: { require: ['REGION'] } },
      container: { environment: [{ name: 'STAGE', value: 'prod' }] },
    },
    seconds: 40,
    verdict: 'ROLLING',
    shows: ['REGION is not set', 'unlike the revision that runs it has the variable STAGE'],
  },
  {
    cause: 'out-of-memory',
    world: {
      after: { exit: { after: 70, code: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' } },
    },
    seconds: 120,
    verdict: 'DOWN',
    shows: ['OutOfMemoryError: Container killed due to memory usage'],
  },
  {
    cause: 'secret-wrong',
    world: secret('arn:aws:secretsmanager:{region}:{account}:secret:api/token'),
    seconds: 60,
    verdict: 'LOOP',
    shows: ['ResourceInitializationError', 'secret:api/token lacks the six characters'],
  },
  {
    cause: 'secret-wrong',
    world: secret('/api/none'),
    seconds: 60,
    verdict: 'LOOP',
    shows: ['invalid parameters: /api/none'],
  },
  {
    cause: 'image-missing',
    world: { after: 'missing' },
    seconds: 60,
    verdict: 'LOOP',
    shows: ['CannotPullContainerError', /api:2 is not in ECR/],
  },
  {
    cause: 'wrong-architecture',
    world: { after: { arch: ['ARM64'] } },
    seconds: 40,
    verdict: 'ROLLING',
    shows: ['the task definition asks for X86_64', 'exec format error'],
  },
  {
    cause: 'host-port-taken',
    world: { hostPort: 9092 },
    seconds: 30,
    verdict: 'ROLLING',
    shows: ['already using a port required by your task', 'each task takes port 9092'],
  },
  {
    cause: 'deployment-arithmetic',
    world: { percents: [100, 100] },
    seconds: 130,
    verdict: 'ROLLING',
    shows: ['unable to stop or start tasks', 'it must keep 100 percent and may run 100 percent of 1 task'],
  },
  {
    cause: 'hang',
    world: {
      after: { tools: ['curl'], readyAfter: 1e6, says: [{ at: 1, text: 'starting up' }] },
      healthCheck: check('curl'),
    },
    seconds: 240,
    verdict: 'LOOP',
    shows: [/task \S+… runs, is not healthy, and said nothing for/, 'said last: starting up'],
  },
  {
    cause: 'slow-start',
    world: {
      after: { tools: ['curl'], readyAfter: 100, saysReady: 'listening on 8080', stopSeconds: 30 },
      healthCheck: check('curl'),
    },
    seconds: 130,
    verdict: 'ROLLING',
    shows: ['a task was ready 100 s after its start, and is given up after 90 s'],
  },
  {
    cause: 'health-check-fails',
    world: {
      after: { tools: ['curl'], readyAfter: 1e6, says: [{ at: 2, text: 'listening on 8080' }] },
      healthCheck: check('curl'),
    },
    seconds: 130,
    verdict: 'ROLLING',
    shows: ['the check of api is CMD-SHELL curl -f http://localhost:8080/health', 'said last: listening on 8080'],
  },
];

describe('a deployment that does not get up', () => {
  it.each(cases)('shows $cause: $shows', async ({ cause, world, seconds, verdict, shows }) => {
    const { state, outputs } = await deployed(world, seconds);
    expect({ state, ...outputs }).toMatchObject({ state: 'ok', cause, verdict, service_task_definition: 'api:2' });
    for (const text of shows) {
      const matcher = typeof text === 'string' ? expect.stringContaining(text) : expect.stringMatching(text);
      expect(outputs['evidence']).toContainEqual(matcher);
    }
    expect(JSON.stringify(outputs)).not.toContain('canary');
    expect(outputs['helps']).not.toBe('');
  });

  it('is not a wrong cause while it is only on its way', async () => {
    expect((await deployed({ after: { readyAfter: 3 } }, 20)).outputs).toMatchObject({
      cause: 'ok',
      verdict: 'ROLLING',
    });
  });

  it('is told of after the circuit breaker went back from it, too', async () => {
    const { outputs } = await deployed({ after: 'missing', breaker: { enable: true, rollback: true } }, 300);
    expect(outputs).toMatchObject({ cause: 'image-missing', verdict: 'OK', service_task_definition: 'api:1' });
  });
});

describe('a service', () => {
  it('has no cause where nothing is wrong, and fails only an expectation', async () => {
    stage = await setStage(smallWorld({}));
    expect(await look()).toMatchObject({ state: 'ok', outputs: { cause: 'ok', verdict: 'OK', evidence: [] } });
    expect(await look({ expect: 'ok' })).toMatchObject({ state: 'ok' });
    expect(await look({ expect: 'hang' })).toMatchObject({
      state: 'failed',
      progress: 'api is OK, cause: ok · expected: hang',
    });
    await expect(look({ expect: 'hanging' })).rejects.toMatchObject({ code: 'bad-input' });
    await expect(look({ service: 'nobody' })).rejects.toMatchObject({ code: 'no-such-service' });
  });

  it('that lost its capacity on Spot is degraded for that', async () => {
    stage = await setStage(smallWorld({ desired: 2 }));
    const [task] = await stage.read.ecs.tasks('c', 'api', 'RUNNING');
    stage.practice.interrupt(task?.id ?? '');
    stage.pass(3);
    expect((await look()).outputs).toMatchObject({ cause: 'no-capacity', verdict: 'DEGRADED' });
  });

  it('says that a log could not be read', async () => {
    stage = await setStage(smallWorld({ after: { exit: { after: 5, code: 1 } } }));
    await stage.practice.perform('UpdateService', { cluster: 'c', service: 'api', taskDefinition: 'api:2' });
    stage.pass(60);
    stage.practice.addFault({ op: 'FilterLogEvents', kind: 'deny', times: 9 });
    const { outputs } = await look();
    expect(outputs).toMatchObject({ cause: 'config-error' });
    expect(outputs['evidence']).toContainEqual(
      expect.stringMatching(/is not known: logs:FilterLogEvents: AccessDenied/),
    );
  });
});

it('does without what the bot may not read, and says so', async () => {
  stage = await setStage(shop({ web: { '/health': { status: 503 } } }));
  await stage.practice.perform('UpdateService', { cluster: 'c', service: 'api', taskDefinition: 'api:2' });
  stage.pass(100);
  stage.practice.addFault({ op: 'DescribeTargetHealth', kind: 'deny', times: 9 });
  const { outputs } = await look();
  expect(outputs).toMatchObject({ cause: 'target-unhealthy' });
  expect(outputs['evidence']).toContainEqual(expect.stringMatching(/^elasticloadbalancing:DescribeTargetHealth: /));
});

describe('a deployment that something else holds up', () => {
  it('has targets that answer the load balancer otherwise than they should', async () => {
    stage = await setStage(shop({ web: { '/health': { status: 503 } } }));
    await stage.practice.perform('UpdateService', { cluster: 'c', service: 'api', taskDefinition: 'api:2' });
    stage.pass(60);
    const { outputs } = await look();
    expect(outputs).toMatchObject({ cause: 'target-unhealthy' });
    for (const text of [
      'due to (reason Health checks failed with these codes: [503])',
      'the load balancer sends to api, port 3001',
    ])
      expect(outputs['evidence']).toContainEqual(expect.stringContaining(text));
  });

  it('waits at a hook until somebody answers it, and its deployment is given up if nobody does', async () => {
    stage = await setStage(smallWorld({ desired: 2 }));
    const hook = {
      targetType: 'PAUSE',
      lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'],
      timeoutConfiguration: { timeoutInMinutes: 10 },
    };
    const deploymentConfiguration = { strategy: 'BLUE_GREEN', lifecycleHooks: [hook] };
    await stage.practice.perform('UpdateService', { cluster: 'c', service: 'api', deploymentConfiguration });
    await stage.practice.perform('UpdateService', { cluster: 'c', service: 'api', taskDefinition: 'api:2' });
    stage.pass(180);
    const { outputs } = await look();
    expect(outputs).toMatchObject({ cause: 'hook-paused', verdict: 'ROLLING' });
    expect(outputs['evidence']).toContainEqual('the deployment is at POST_TEST_TRAFFIC_SHIFT');
    stage.pass(600);
    expect((await look()).outputs).toMatchObject({ cause: 'hook-failed' });
  });
});

it('finds what a service cannot reach although ECS counts it as healthy', async () => {
  stage = await setStage(worlds.get('alerting-platform') as World);
  const { outputs } = await look({ cluster: 'alerting-platform-prod-cluster', service: 'sender' });
  expect(outputs).toMatchObject({ cause: 'dependency-down', verdict: 'OK' });
});

describe('the deployment loop of the alerting platform', () => {
  const cluster = 'alerting-platform-prod-cluster';
  const service = 'rule-service';
  const at = async (seconds?: number): Promise<CheckRead> => {
    const world = worlds.get('alerting-platform-loop') as World;
    stage = await setStage(seconds === undefined ? world : { ...world, history: { ...world.history, seconds } });
    return look({ cluster, service });
  };

  it('comes from a tool that the image does not have', async () => {
    expect((await at(50 * 60)).outputs).toMatchObject({
      cause: 'tool-missing',
      verdict: 'LOOP',
      service_task_definition: 'rule-service:6',
    });
  });

  it('leaves a protected task behind', async () => {
    const { outputs } = await at();
    expect(outputs).toMatchObject({
      cause: 'old-tasks-left',
      verdict: 'LOOP',
      service_task_definition: 'rule-service:7',
    });
    expect(outputs['evidence']).toContainEqual(
      expect.stringMatching(/^task \S+… of rule-service:5 has run for .*, protected from scale-in$/),
    );
    expect(outputs['evidence']).toContainEqual(expect.stringContaining('unable to scale in due to 1 protected tasks'));
  });
});
