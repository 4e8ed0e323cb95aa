import { type Account, secondsSince } from './account.ts';
import { keepBounds } from './application-autoscaling/keep-bounds.ts';
import { liveOn } from './ecs/lifecycle.ts';
import { schedule } from './ecs/scheduler.ts';
import { isLive } from './ecs/tasks.ts';
import { balance } from './elb/balance.ts';
import { rotateSecrets } from './secretsmanager/rotate.ts';
import { runAutomations } from './ssm/run-automations.ts';
import { runCommands } from './ssm/run-commands.ts';

/** One simulated second: programs, health, tasks, then the schedulers in the order of the services' names. */
export function tick(account: Account, now: number): void {
  account.now = now;
  for (const task of account.cluster.tasks.filter(isLive)) liveOn(account, task);
  balance(account);
  keepBounds(account);
  for (const service of account.cluster.services.values()) schedule(account, service);
  rotateSecrets(account);
  runCommands(account);
  runAutomations(account);
  forgetStopped(account);
}

function forgetStopped(account: Account): void {
  const { cluster, timings } = account;
  const isKept = ({ stoppedAt }: { stoppedAt?: number }) =>
    stoppedAt === undefined || secondsSince(account, stoppedAt) < timings.keepStopped;
  if (!cluster.tasks.every(isKept)) cluster.tasks = cluster.tasks.filter(isKept);
}
