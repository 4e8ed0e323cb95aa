import type { ClusterView } from '#practice/page/cluster.ts';
import type { Account } from './account.ts';
import { parameters, secrets } from './view/kept.ts';
import { viewService } from './view/service.ts';
import { singleTasks } from './view/single-tasks.ts';
import { alarms, targets } from './view/watched.ts';
import { work } from './view/work.ts';

/** The account as a page shows it. Unlike AWS it knows whether a program inside a running task does its work. */
export function viewOf(account: Account): ClusterView {
  const { cluster } = account;
  return {
    now: account.now,
    title: account.title,
    cluster: cluster.name,
    services: [...cluster.services.values()].map((service) => viewService(account, service)),
    tasks: singleTasks(account),
    work: work(account),
    targets: targets(account),
    alarms: alarms(account),
    hosts: cluster.hosts.map(({ ec2InstanceId }) => ({ id: ec2InstanceId })),
    parameters: parameters(account),
    secrets: secrets(account),
  };
}
