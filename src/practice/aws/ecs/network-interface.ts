import type { JsonObject } from '#domain/json.ts';
import type { TaskDefinition } from './definition.ts';
import type { Network, NetworkInterface, Task } from './model.ts';

/** Of a task whose network mode gives each task its own. Its addresses follow from the task's id; the public one is of a range kept for examples. */
export function newInterface(
  taskId: string,
  { networkMode }: TaskDefinition,
  network: Network | undefined,
): NetworkInterface | undefined {
  if (networkMode !== 'awsvpc' || !network) return undefined;
  const [first = 0, second = 0] = [...Buffer.from(taskId, 'hex')];
  return {
    id: `eni-0${taskId.slice(0, 16)}`,
    subnet: network.subnets[first % network.subnets.length] ?? '',
    privateIp: `10.0.${first}.${second}`,
    publicIp: network.assignPublicIp ? `203.0.113.${1 + (first % 254)}` : undefined,
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Attachment.html */
export const showAttachments = ({ id, interface: own, status }: Task): JsonObject[] =>
  own
    ? [
        {
          id: `${id.slice(0, 8)}-${id.slice(8, 12)}-4${id.slice(13, 16)}-8${id.slice(17, 20)}-${id.slice(20)}`,
          type: 'ElasticNetworkInterface',
          status: status === 'STOPPED' ? 'DELETED' : 'ATTACHED',
          details: [
            { name: 'subnetId', value: own.subnet },
            { name: 'networkInterfaceId', value: own.id },
            { name: 'privateIPv4Address', value: own.privateIp },
          ],
        },
      ]
    : [];
