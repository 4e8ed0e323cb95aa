import { randomUUID } from 'node:crypto';
import { slackError } from './slack-error.ts';

export interface Triggers {
  /** A new trigger for what this person just did. */
  readonly issue: (person: string) => string;
  /** The person whose trigger it was; it is used up. Throws Slack's errors. */
  readonly redeem: (trigger: unknown) => string;
}

/** Trigger ids live for `life` milliseconds of real time and open one view (https://docs.slack.dev/interactivity/handling-user-interaction). */
export function createTriggers(life: number): Triggers {
  const issued = new Map<string, { readonly person: string; readonly until: number; readonly used: boolean }>();
  return {
    issue: (person) => {
      const trigger = randomUUID();
      issued.set(trigger, { person, until: performance.now() + life, used: false });
      return trigger;
    },
    redeem: (trigger) => {
      const found = issued.get(String(trigger));
      if (!found) throw slackError('invalid_trigger_id');
      if (found.used) throw slackError('exchanged_trigger_id');
      if (performance.now() > found.until) throw slackError('expired_trigger_id');
      issued.set(String(trigger), { ...found, used: true });
      return found.person;
    },
  };
}
