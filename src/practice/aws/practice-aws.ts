import type { IncomingMessage, ServerResponse } from 'node:http';
import { Failure } from '#domain/failure.ts';
import type { JsonObject } from '#domain/json.ts';
import type { Clock } from '#practice/clock.ts';
import type { ClusterView } from '#practice/page/cluster.ts';
import type { ImageSeed } from '#practice/worlds/seeds/repository.ts';
import type { World } from '#practice/worlds/world.ts';
import type { Account } from './account.ts';
import { answerRequest } from './answer-request.ts';
import type { Call } from './call.ts';
import { createChanges } from './changes.ts';
import type { Denial } from './deny.ts';
import { push, pushAgain } from './ecr/push.ts';
import { hinder } from './ecs/hindrance.ts';
import { interrupt } from './ecs/interrupt.ts';
import type { Hindrance, Service } from './ecs/model.ts';
import { sicken } from './elb/balance.ts';
import { checkFault, createFaults, type Fault } from './fault.ts';
import { awsLimits, createThrottle, type Limits } from './limits.ts';
import { liveThrough } from './live-through.ts';
import { loadWorld, type Place, placed } from './load-world.ts';
import { createPast } from './past.ts';
import { performAs } from './perform.ts';
import { baseArn } from './principal.ts';
import { secretValues } from './secret-values.ts';
import { tick } from './tick.ts';
import { viewOf } from './view.ts';
import { createPracticeWeb, type PracticeWeb } from './web/practice-web.ts';

/** A simulated AWS account that the real SDK talks to. */
export interface PracticeAws {
  /** Answers one request of the SDK, whose path does not matter, or one to a host of the world. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** The hosts of the world. */
  readonly web: PracticeWeb;
  readonly clock: Clock;
  /** Plain JSON, without the value of any parameter. */
  view(): ClusterView;
  /** Every secret text that it holds or has held. */
  secrets(): readonly string[];
  /** Called at most once a simulated second, and only if the view changed. Returns how to stop listening. */
  onChange(listener: () => void): () => void;
  /** Everything that was asked, oldest first. */
  calls(): readonly Call[];
  addFault(fault: Fault): void;
  faults(): readonly Fault[];
  clearFaults(): void;
  /**
   * From now on tasks of this group do badly; those that run already are left alone, and so are those of a deployment that ECS goes back to later.
   * @param group `service:api`, or `family:smoke-test` of single tasks
   */
  hinder(group: string, hindrance: Hindrance): void;
  /** Somebody pushes an image to a repository of ECR; its tags move to it. */
  push(repository: string, image: ImageSeed): void;
  /** Somebody pushes another image that does the same: this tag, or the tags of the repository's newest image, move to it. */
  pushAgain(repository: string, tag?: string): void;
  /** One target of the service fails its load balancer's health check, as long as its task is there. */
  sicken(service: string): void;
  /** AWS takes back the Spot capacity on which this task of Fargate runs. */
  interrupt(task: string): void;
  /** One operation by somebody else, such as a deployment by hand; no fault and no denial holds it back. */
  perform(op: string, params: JsonObject, principal?: string): Promise<JsonObject>;
}

export interface PracticeAwsOptions extends Place {
  readonly world: World;
  readonly clock: Clock;
  readonly deny?: readonly Denial[];
  readonly limits?: Limits;
}

/** The world's history has happened when this returns; from then on the clock moves it. */
export function createPracticeAws(options: PracticeAwsOptions): PracticeAws {
  const { clock, deny = [], limits = awsLimits } = options;
  const world = placed(options.world, options);
  const account = loadWorld(world, options, clock.now() - world.history.seconds * 1_000);
  const { calls } = account;
  const faults = createFaults();
  const past = createPast(account);
  const changes = createChanges(() => viewOf(account));
  liveThrough(account, world);
  clock.onTick((now) => {
    tick(account, now);
    past.remember();
    changes.look();
  });
  /** What is asked is asked of now, not of the last whole second. */
  const catchUp = () => {
    clock.catchUp();
    account.now = Math.max(account.now, clock.now());
  };
  const front = { account, calls, faults, past, deny, throttle: createThrottle(limits, clock.now) };
  const web = createPracticeWeb(account, catchUp);
  return {
    clock,
    web,
    calls: () => calls,
    addFault(fault) {
      checkFault(fault);
      faults.add(fault);
    },
    faults: faults.list,
    clearFaults: faults.clear,
    ...befalling(account, catchUp),
    secrets: () => secretValues(account),
    onChange: changes.listen,
    view() {
      catchUp();
      return viewOf(account);
    },
    async handle(request, response) {
      if (web.serves(request)) await web.handle(request, response);
      else await answerRequest({ ...front, catchUp }, request, response);
    },
    async perform(op, params, principal = baseArn(account)) {
      catchUp();
      return performAs(front, op, params, principal);
    },
  };
}

function neededService({ cluster }: Account, name: string): Service {
  const service = cluster.services.get(name);
  if (!service) throw new Failure('user', 'no-such-service', `There is no service ${name} in this world.`);
  return service;
}

/** What happens to the account without a call of its API. */
const befalling = (
  account: Account,
  catchUp: () => void,
): Pick<PracticeAws, 'hinder' | 'push' | 'pushAgain' | 'sicken' | 'interrupt'> => ({
  hinder(group, hindrance) {
    catchUp();
    hinder(account, group, hindrance);
  },
  push(repository, image) {
    catchUp();
    push(account, repository, image);
  },
  pushAgain(repository, tag) {
    catchUp();
    pushAgain(account, repository, tag);
  },
  sicken(name) {
    catchUp();
    sicken(account, neededService(account, name));
  },
  interrupt(id) {
    catchUp();
    interrupt(account, id);
  },
});
