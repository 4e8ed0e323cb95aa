import { DiscoverInstancesCommand, GetServiceCommand, ServiceDiscoveryClient } from '@aws-sdk/client-servicediscovery';
import type { DiscoveryRead, Instance } from '#actions/ports/discovery-read.ts';
import { ifThere } from './answered.ts';
import type { ReadSettings } from './clients.ts';

/** Most that one answer holds. https://docs.aws.amazon.com/cloud-map/latest/api/API_DiscoverInstances.html */
const most = 1_000;

const nowhere = ['NamespaceNotFound', 'ServiceNotFound'];

interface Told {
  readonly InstanceId?: string | undefined;
  readonly HealthStatus?: string | undefined;
  readonly Attributes?: Record<string, string> | undefined;
}

function instance({ InstanceId = '', HealthStatus = 'UNKNOWN', Attributes = {} }: Told): Instance {
  const { AWS_INSTANCE_IPV4: ip, AWS_INSTANCE_PORT: port } = Attributes;
  return {
    id: InstanceId,
    health: HealthStatus,
    ...(ip === undefined ? {} : { ip }),
    ...(port === undefined ? {} : { port: Number(port) }),
  };
}

/** Its calls go to `data-` before the host name of AWS; an endpoint of one's own has no such host. */
export function readDiscovery(settings: ReadSettings): DiscoveryRead {
  const client = new ServiceDiscoveryClient({ ...settings, disableHostPrefix: 'endpoint' in settings });
  return {
    async instances(NamespaceName, ServiceName) {
      const asked = new DiscoverInstancesCommand({ NamespaceName, ServiceName, HealthStatus: 'ALL', MaxResults: most });
      const answer = await ifThere('servicediscovery:DiscoverInstances', nowhere, client.send(asked));
      return answer && (answer.Instances ?? []).map(instance);
    },
    async service(arn) {
      const asked = new GetServiceCommand({ Id: arn.slice(arn.lastIndexOf('/') + 1) });
      const answer = await ifThere('servicediscovery:GetService', nowhere, client.send(asked));
      if (!answer?.Service) return undefined;
      const { Name = '', DnsConfig } = answer.Service;
      return { name: Name, recordTypes: (DnsConfig?.DnsRecords ?? []).map(({ Type = '' }) => Type) };
    },
  };
}
