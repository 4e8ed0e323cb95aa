import { createServer, type Server } from 'node:http';
import { Failure } from '#domain/failure.ts';
import type { Call } from './aws/call.ts';
import { namedFaults } from './aws/faults/list.ts';
import type { NamedFault } from './aws/faults/named-fault.ts';
import { createPracticeAws, type PracticeAws } from './aws/practice-aws.ts';
import { createClock } from './clock.ts';
import type { ClusterView } from './page/cluster.ts';
import { worlds } from './worlds/index.ts';

export interface AccountSettings {
  /** Id of a world. */
  readonly world: string;
  readonly account: string;
  readonly region: string;
  readonly role?: string;
}

/** A simulated account at an address of this computer, whose clock is turned by hand. */
export interface StartedAccount {
  readonly url: string;
  now(): number;
  advance(ms: number): void;
  calls(): readonly Call[];
  view(): ClusterView;
  /** Every secret value that it holds or has held. */
  secrets(): readonly string[];
  /**
   * @param target an ARN, or the name of what this fault happens to; of a request it does not matter
   * @throws Failure `wrong-target`
   */
  strike(fault: string, target: string): Promise<void>;
  close(): Promise<void>;
}

/** Any ids serve; the same ones every time, so that a test sees tasks in the same order. */
const seed = 'stepward test';

/** Any moment serves; the same one every time, so that tests tell the same times. */
const beginning = Date.UTC(2026, 0, 22, 18);

const listen = (server: Server): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`);
    });
  });

export async function startAccount(settings: AccountSettings): Promise<StartedAccount> {
  const { account, region, role } = settings;
  const world = worlds.get(settings.world);
  if (!world) throw new Failure('user', 'no-such-world', `There is no practice world "${settings.world}".`);
  const clock = createClock({ mode: 'manual', start: beginning });
  const aws = createPracticeAws({ world, clock, account, region, roles: role === undefined ? [] : [role], seed });
  const server = createServer((request, response) => void aws.handle(request, response));
  server.on('upgrade', aws.web.upgrade);
  const url = await listen(server);
  return {
    url,
    now: clock.now,
    advance: clock.advance,
    calls: aws.calls,
    view: aws.view,
    secrets: aws.secrets,
    strike: (fault, target) => strike(aws, fault, settings, target),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function strike(aws: PracticeAws, name: string, place: Place, target: string): Promise<void> {
  const fault = namedFaults.get(name);
  if (!fault) throw new Failure('user', 'no-such-fault', `There is no fault "${name}".`);
  await fault.strike(aws, arnOf(target, fault, { ...place, view: aws.view() }));
}

type Place = Pick<AccountSettings, 'account' | 'region'>;

/** A name that begins with a slash is a parameter's, whatever the fault: then it says itself that it happens to something else. */
function arnOf(target: string, { to }: NamedFault, { account, region, view }: Place & { view: ClusterView }): string {
  if (target.startsWith('arn:')) return target;
  const arn = (service: string, resource: string): string => `arn:aws:${service}:${region}:${account}:${resource}`;
  if (target.startsWith('/')) return arn('ssm', `parameter${target}`);
  if (to === 'parameter') return arn('ssm', `parameter/${target}`);
  if (to === 'secret') return arn('secretsmanager', `secret:${target}`);
  if (to === 'repository') return arn('ecr', `repository/${target}`);
  if (to === 'tasks' && !view.services.some(({ name }) => name === target))
    return arn('ecs', `task-definition/${target}`);
  return arn('ecs', `service/${view.cluster}/${target}`);
}
