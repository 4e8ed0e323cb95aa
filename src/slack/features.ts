import type { WebClient } from '@slack/web-api';
import type { Log } from './log.ts';
import { slackCode } from './trouble.ts';

/** What the app can do beyond the least, by the optional scopes of which one is needed for it. */
const NEEDS = {
  /** Finds out whether a message stands that may have been posted. */
  'find-posted': ['channels:history', 'groups:history'],
  /** Shares a picture in the run's thread. */
  upload: ['files:write'],
  /** Sees whether other organisations are in a channel. */
  'read-channels': ['channels:read', 'groups:read'],
} as const;

type Feature = keyof typeof NEEDS;

/** What the scopes that the workspace has granted allow us to do: where one is missing, what needs it is switched off and nothing else. */
export interface Features {
  can(feature: Feature): boolean;
  /** Asks Slack anew; what was known stays if it is silent. */
  refresh(): Promise<void>;
}

/** Scopes can be granted while we run. */
const LIFE = 3_600_000;

interface Granted {
  readonly client: WebClient;
  readonly logger: Log;
  /** As the headers of an answer name them. */
  readonly scopes: readonly string[];
  now?(): number;
}

export function createFeatures({ client, logger, now = () => performance.now(), ...known }: Granted): Features {
  let { scopes } = known;
  let asked = now();
  const refresh = async (): Promise<void> => {
    asked = now();
    try {
      scopes = (await client.auth.test()).response_metadata?.scopes ?? scopes;
    } catch (thrown) {
      logger.warn(`Slack does not say what the app may do (${slackCode(thrown) ?? 'no answer'}).`);
    }
  };
  return {
    can(feature) {
      if (now() - asked > LIFE) void refresh();
      return NEEDS[feature].some((scope) => scopes.includes(scope));
    },
    refresh,
  };
}
