import type { Config } from '#domain/config.ts';
import { joined, link, type Mrkdwn, md, mention, mentionGroup } from './mrkdwn.ts';

/** How this workspace calls what stepward.yml and the store only name. */
export interface Names {
  /** A mention that reaches everyone in the group. */
  group(name: string): Mrkdwn;
  groups(names: readonly string[]): Mrkdwn;
  /** Of a message; none if the workspace's own is not known. */
  address(at: { readonly channel: string; readonly ts: string }): string | undefined;
  /** A link to a message. */
  message(at: { readonly channel: string; readonly ts: string }, title: string): Mrkdwn;
}

/** More mentions than this say less. */
const MOST_MENTIONS = 10;

/** @param workspace its address, as `auth.test` gives it: `https://acme.slack.com/` */
export function createNames(groups: Config['groups'], workspace: string): Names {
  const group = (name: string): Mrkdwn => {
    const known = groups[name];
    if (!known) return md`@${name}`;
    if ('slack' in known) return mentionGroup(known.slack, name);
    if (known.users.length === 0 || known.users.length > MOST_MENTIONS) return md`@${name}`;
    return joined(
      known.users.map((id) => mention({ id, name })),
      ' ',
    );
  };
  const addressOf = ({ channel, ts }: { readonly channel: string; readonly ts: string }): string =>
    `${workspace}archives/${channel}/p${ts.replace('.', '')}`;
  return {
    group,
    groups: (names) => joined(names.map(group), ' '),
    address: (at) => (workspace ? addressOf(at) : undefined),
    message: (at, title) => link(addressOf(at), title),
  };
}
