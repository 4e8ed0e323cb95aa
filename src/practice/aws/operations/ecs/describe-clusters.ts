import { counts } from '../../ecs/show-service.ts';
import { texts } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { missing } from './find.ts';

const describeClusters: Operation = {
  service: 'ecs',
  name: 'DescribeClusters',
  isWrite: false,
  members: ['clusters'],
  perform({ cluster }, params) {
    const asked = texts(params, 'clusters') ?? ['default'];
    const isOurs = (name: string) => name === cluster.name || name === cluster.arn;
    const { runningCount, pendingCount } = counts(cluster.tasks);
    const shown = {
      clusterArn: cluster.arn,
      clusterName: cluster.name,
      status: 'ACTIVE',
      registeredContainerInstancesCount: cluster.hosts.length,
      runningTasksCount: runningCount,
      pendingTasksCount: pendingCount,
      activeServicesCount: cluster.services.size,
    };
    return {
      clusters: asked.some(isOurs) ? [shown] : [],
      failures: asked.filter((name) => !isOurs(name)).map(missing),
    };
  },
};

export default describeClusters;
