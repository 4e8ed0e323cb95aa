import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import type { WebAccess } from '#domain/config.ts';
import { Failure } from '#domain/failure.ts';
import { reachOf } from './address.ts';

/** Addresses of a host name. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export interface WebSettings {
  /** Finds the addresses of a name; otherwise the system's resolver does. */
  readonly resolve?: Resolve;
  /** Address of the practice world: every host that is allowed is there, whatever its name. */
  readonly practice?: string;
}

/** How a connection is made once it is judged: nothing is looked up again. */
export interface Way {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly lookup: LookupFunction;
}

const byDns: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

/**
 * Judges the host of a URL and every address that it has.
 * @param environment its id, for the message
 * @throws Failure `bad-url`, `host-not-allowed`, `address-not-allowed`; Node's error where the name has no address
 */
export async function wayTo(
  url: URL,
  environment: { readonly id: string; readonly web?: WebAccess },
  { resolve = byDns, practice }: WebSettings,
): Promise<Way> {
  const secure = url.protocol === 'https:' || url.protocol === 'wss:';
  const port = Number(url.port) || (secure ? 443 : 80);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const { own } = allowed(host, environment);
  if (practice !== undefined) return inPractice(new URL(practice));
  const addresses = isIP(host) ? [host] : await resolve(host);
  if (addresses.length === 0) throw new Error(`${host} has no address`);
  for (const address of addresses) judge(host, address, own);
  return { host, port, secure, lookup: pinned(addresses) };
}

const inPractice = ({ hostname, port }: URL): Way => ({
  host: hostname,
  port: Number(port),
  secure: false,
  lookup: pinned([hostname]),
});

/** Whether the entry that allows a host allows private addresses, too. */
function allowed(
  host: string,
  { id, web = { hosts: [], publicAddresses: false } }: Parameters<typeof wayTo>[1],
): { readonly own: boolean } {
  const entry = web.hosts.find((one) => covers(one.host, host));
  if (entry) return { own: entry.private };
  if (isIP(host) && web.publicAddresses) return { own: false };
  throw new Failure('user', 'host-not-allowed', `"${host}" is not a host that may be asked from ${id}`, {
    hint: `stepward.yml lists these under environments.${id}.web.hosts.`,
  });
}

const covers = (pattern: string, host: string): boolean =>
  pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) && !isIP(host) : pattern === host;

function judge(host: string, address: string, own: boolean): void {
  const reach = reachOf(address);
  if (reach === 'public' || (reach === 'private' && own)) return;
  const where = host === address ? address : `${host} is at ${address}`;
  const hint = `\`{ host: ${host}, private: true }\` under web.hosts in stepward.yml allows a private address.`;
  throw new Failure('user', 'address-not-allowed', `${where}, which may not be asked: it is ${words[reach]}`, {
    ...(reach === 'private' ? { hint } : {}),
  });
}

const words = {
  private: 'in a private network',
  never: 'this computer, link-local, multicast or reserved',
} as const;

/** Hands out the addresses that were judged, to whoever asks and whatever the name. */
export const pinned =
  (addresses: readonly string[]): LookupFunction =>
  (_, { all }, callback) => {
    const found = addresses.map((address) => ({ address, family: isIP(address) }));
    const [first] = found;
    if (all || !first) callback(null, found);
    else callback(null, first.address, first.family);
  };
