import { DescribeNetworkInterfacesCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { NetworkRead } from '#actions/ports/network-read.ts';
import { answered } from './answered.ts';
import type { ReadSettings } from './clients.ts';

export function readNetwork(settings: ReadSettings): NetworkRead {
  const client = new EC2Client(settings);
  return {
    async publicIp(networkInterface) {
      const command = new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [networkInterface] });
      const { NetworkInterfaces: [found] = [] } = await answered('ec2:DescribeNetworkInterfaces', client.send(command));
      return found?.Association?.PublicIp;
    },
  };
}
