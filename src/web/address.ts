import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * Who may be meant by an address: anybody on the internet; somebody in a network of ours; or nobody whom a check may ask, because it is this
 * computer, the metadata of its instance, or no single host.
 */
export type Reach = 'public' | 'private' | 'never';

function listOf(...ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits] = range.split('/');
    list.addSubnet(network, Number(bits), isIPv4(network) ? 'ipv4' : 'ipv6');
  }
  return list;
}

/** https://www.iana.org/assignments/iana-ipv4-special-registry; shared addresses (100.64.0.0/10) are used inside of networks of AWS. */
const private4 = listOf('10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16');
/** This computer, link-local (the metadata of an instance, a task's credentials), tests, documentation, multicast, reserved. */
const never4 = listOf(
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
);

/** https://www.iana.org/assignments/iana-ipv6-special-registry; what is in neither list and not global unicast is asked never. */
const global6 = listOf('2000::/3');
const unique6 = listOf('fc00::/7');
/** Tunnels that carry an IPv4 address within, documentation, and the services that AWS offers to an instance alone. */
const never6 = listOf('2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20', 'fd00:ec2::/32');
/** The IPv4 address stands in the last 32 bits: IPv4-mapped, and the prefix that DNS64 puts before it. */
const carriers = listOf('::ffff:0:0/96', '64:ff9b::/96');

/** @param address as a resolver or a URL spells it, without brackets; what is no address reaches nobody */
export function reachOf(address: string): Reach {
  if (isIPv4(address)) return reach4(address);
  // A zone such as `%eth0` says on which of our interfaces the address is: it is link-local.
  if (!isIPv6(address) || address.includes('%')) return 'never';
  if (carriers.check(address, 'ipv6')) return reach4(carried(address));
  if (never6.check(address, 'ipv6')) return 'never';
  if (unique6.check(address, 'ipv6')) return 'private';
  return global6.check(address, 'ipv6') ? 'public' : 'never';
}

function reach4(address: string): Reach {
  if (never4.check(address, 'ipv4')) return 'never';
  return private4.check(address, 'ipv4') ? 'private' : 'public';
}

/** The IPv4 address in the last 32 bits, which a URL spells in hexadecimal. */
function carried(address: string): string {
  const spelled = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [high = '', low = ''] = spelled.split(':').slice(-2);
  const bits = (Number.parseInt(high || '0', 16) << 16) | Number.parseInt(low || '0', 16);
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
}
