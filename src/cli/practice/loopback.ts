import { usage } from '../command.ts';

const hosts = ['127.0.0.1', 'localhost', '[::1]'];

/** Practice never leaves this computer: any other address is refused before anything is sent there. */
export function loopback(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === 'http:' && hosts.includes(url.hostname)) return url.origin;
  throw usage(`"${address}" is not on this computer.`, 'Practice answers at an address like http://127.0.0.1:4646.');
}
