import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../../account.ts';
import type { Host } from '../../ecs/model.ts';
import { hostPorts, liveOn, memoryLeft } from '../../ecs/placement.ts';
import { counts } from '../../ecs/show-service.ts';
import { needed, texts } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { checkCluster, checkLength, missing } from './find.ts';

const describeContainerInstances: Operation = {
  service: 'ecs',
  name: 'DescribeContainerInstances',
  isWrite: false,
  members: ['cluster', 'containerInstances', 'include'],
  perform(account, params) {
    checkCluster(account, params);
    const asked = needed(texts, params, 'containerInstances');
    checkLength(asked, 100, 'Container instances');
    const find = (idOrArn: string) => account.cluster.hosts.find(({ arn }) => arn.endsWith(idOrArn));
    return {
      containerInstances: asked.flatMap((arn) => find(arn) ?? []).map((host) => show(account, host)),
      failures: asked.filter((arn) => !find(arn)).map(missing),
    };
  },
};

function show(account: Account, host: Host): JsonObject {
  const { runningCount, pendingCount } = counts(liveOn(account, host));
  const ports = liveOn(account, host).flatMap(({ definition }) => hostPorts(definition));
  return {
    containerInstanceArn: host.arn,
    ec2InstanceId: host.ec2InstanceId,
    status: 'ACTIVE',
    agentConnected: true,
    runningTasksCount: runningCount,
    pendingTasksCount: pendingCount,
    registeredResources: [amount('CPU', host.cpu), amount('MEMORY', host.memory)],
    remainingResources: [
      amount('CPU', host.cpu),
      amount('MEMORY', memoryLeft(account, host)),
      { name: 'PORTS', type: 'STRINGSET', stringSetValue: ports.map(String) },
    ],
    attributes: [{ name: 'ecs.instance-type', value: host.instanceType }],
  };
}

const amount = (name: string, integerValue: number): JsonObject => ({ name, type: 'INTEGER', integerValue });

export default describeContainerInstances;
