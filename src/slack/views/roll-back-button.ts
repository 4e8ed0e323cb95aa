import type { Button } from '@slack/types';
import { confirm } from './blocks.ts';
import { decides } from './card-parts.ts';
import { md } from './mrkdwn.ts';

/** Begins rolling the run back. What would be put back is planned first and asked on a card of its own. */
export const rollBackButton = (value: string): Button =>
  decides('roll-back', 'Roll back', value, {
    confirm: confirm(
      'Roll this run back?',
      md`The steps come to rest. Then one card shows everything that would be put back, last change first, and asks before any of it is.`,
      'Roll back',
    ),
  });
