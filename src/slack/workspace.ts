import { WebClient } from '@slack/web-api';
import type { Config } from '#domain/config.ts';
import { Failure } from '#domain/failure.ts';
import type { Directory } from '#engine/ports.ts';
import { clientOptions, createSlackClients, type Where } from './clients.ts';
import { createDirectory } from './identity.ts';
import { slackCode, slackFailure } from './trouble.ts';

/** A workspace as `doctor` looks at it. */
export interface Workspace {
  /** `https://acme.slack.com/` */
  readonly address: string;
  /** What the app was granted. */
  readonly scopes: readonly string[];
  readonly directory: Directory;
  /** Whether Slack takes an app-level token. Throws Failure `slack-refused` where it does not, `slack-unreachable` when it is silent. */
  checkAppToken(token: string): Promise<void>;
}

/** Whoever asks is told by what comes back. */
const silent: Where['logger'] = { info: () => {}, warn: () => {}, error: () => {} };

/** @throws Failure `slack-refused` or `slack-unreachable` */
export async function openWorkspace(at: Omit<Where, 'logger'>, config: () => Config): Promise<Workspace> {
  const where = { ...at, logger: silent };
  const clients = await createSlackClients(where);
  // https://docs.slack.dev/authentication/installing-with-oauth: every answer names the scopes of its token in a header.
  const { response_metadata: terms } = await clients.background.auth.test();
  return {
    address: clients.workspace,
    scopes: terms?.scopes ?? [],
    directory: createDirectory(clients.interactive, { ...clients, config }),
    async checkAppToken(token) {
      try {
        await new WebClient(token, clientOptions(where, 10_000)).apps.connections.open({});
      } catch (thrown) {
        throw appTokenFailure(thrown);
      }
    },
  };
}

function appTokenFailure(thrown: unknown): unknown {
  if (slackCode(thrown) === undefined) return slackFailure(thrown);
  return new Failure('user', 'slack-refused', 'Slack does not take the app-level token.', {
    hint: 'It is the one that begins with xapp-, with connections:write, under Basic Information.',
    cause: thrown,
  });
}
