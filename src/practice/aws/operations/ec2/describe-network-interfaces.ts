import type { JsonObject } from '#domain/json.ts';
import type { NetworkInterface } from '../../ecs/model.ts';
import { isLive } from '../../ecs/tasks.ts';
import { needed, texts } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../operation.ts';

/** Those of tasks: an interface is gone with its task. */
const describeNetworkInterfaces: Operation = {
  service: 'ec2',
  name: 'DescribeNetworkInterfaces',
  isWrite: false,
  members: ['NetworkInterfaceId'],
  perform({ cluster }, params) {
    const known = cluster.tasks.filter(isLive).flatMap((task) => task.interface ?? []);
    const found = needed(texts, params, 'NetworkInterfaceId').map((asked) => {
      const one = known.find(({ id }) => id === asked);
      if (!one)
        throw refusal('InvalidNetworkInterfaceID.NotFound', `The networkInterface ID '${asked}' does not exist`);
      return show(one);
    });
    return { networkInterfaceSet: found };
  },
};

const show = ({ id, subnet, privateIp, publicIp }: NetworkInterface): JsonObject => ({
  networkInterfaceId: id,
  subnetId: subnet,
  privateIpAddress: privateIp,
  status: 'in-use',
  ...(publicIp !== undefined && { association: { publicIp } }),
});

export default describeNetworkInterfaces;
