import { registered } from '../../discovery/registered.ts';
import { needed, number, text } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../operation.ts';

const discoverInstances: Operation = {
  service: 'servicediscovery',
  name: 'DiscoverInstances',
  isWrite: false,
  members: ['NamespaceName', 'ServiceName', 'HealthStatus', 'MaxResults'],
  perform(account, params) {
    const name = needed(text, params, 'NamespaceName');
    const namespace = account.namespaces.find((one) => one.name === name);
    if (!namespace) throw refusal('NamespaceNotFound', `The namespace ${name} is not found.`);
    const wanted = needed(text, params, 'ServiceName');
    const service = namespace.services.find((one) => one.name === wanted);
    if (!service) throw refusal('ServiceNotFound', `The service ${wanted} is not found in ${name}.`);
    const status = text(params, 'HealthStatus') ?? 'ALL';
    const found = registered(account, service).filter(({ health }) => status === 'ALL' || health === status);
    return {
      Instances: found.slice(0, number(params, 'MaxResults') ?? 100).map(({ id, health, attributes }) => ({
        InstanceId: id,
        NamespaceName: name,
        ServiceName: wanted,
        HealthStatus: health,
        Attributes: attributes,
      })),
      InstancesRevision: Math.floor(account.now / 1_000),
    };
  },
};

export default discoverInstances;
