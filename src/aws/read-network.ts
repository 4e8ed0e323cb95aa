import { DescribeNetworkInterfacesCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { NetworkRead } from '#actions/ports/network-read.ts';
import { ifThere } from './answered.ts';
import type { ReadSettings } from './clients.ts';

/** An interface goes with its task. */
const gone = ['InvalidNetworkInterfaceID.NotFound'];

export function readNetwork(settings: ReadSettings): NetworkRead {
  const client = new EC2Client(settings);
  return {
    async publicIp(networkInterface) {
      const command = new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [networkInterface] });
      const found = await ifThere('ec2:DescribeNetworkInterfaces', gone, client.send(command));
      return found?.NetworkInterfaces?.[0]?.Association?.PublicIp;
    },
  };
}
