import { useEffect } from 'react';

/** `/archives/C0PRODOPS/p1795248000000100`, as Slack addresses a message. */
const ADDRESS = /^\/archives\/(?<channel>\w+)\/p(?<seconds>\d+)(?<rest>\d{6})$/;

/** Links to messages of this workspace are opened here, as Slack does it, and not in another window. */
export function useMessageLinks(open: (channel: string, ts: string) => void): void {
  useEffect(() => {
    const follow = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (link?.origin !== location.origin) return;
      const { channel, seconds, rest } = ADDRESS.exec(link.pathname)?.groups ?? {};
      if (!channel) return;
      event.preventDefault();
      open(channel, `${seconds}.${rest}`);
    };
    document.addEventListener('click', follow);
    return () => document.removeEventListener('click', follow);
  }, [open]);
}
