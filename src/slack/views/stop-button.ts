import type { Button } from '@slack/types';
import { confirm } from './blocks.ts';
import { decides, listed } from './card-parts.ts';
import { md } from './mrkdwn.ts';

/** Stops the whole run; its question says what stays changed. `value` is a card's, or the run's own. */
export const stopButton = (value: string, changed: readonly string[]): Button =>
  decides('stop', 'Stop', value, {
    style: 'danger',
    confirm: {
      ...confirm(
        'Stop this run?',
        changed.length > 0
          ? md`Stays changed: ${listed(changed, { most: 4, room: 60 })}. A request that is under way is still followed to its end.`
          : md`No further step is begun. A request that is under way is still followed to its end.`,
        'Stop run',
        'Keep running',
      ),
      style: 'danger',
    },
  });
