import type { Config } from '#domain/config.ts';
import { Failure } from '#domain/failure.ts';
import type { SlackAppParts } from './app.ts';
import { createSlackClients } from './clients.ts';
import { createDirectory, type SlackDirectory } from './identity.ts';
import { createReceiver, type ReceiverSettings } from './receiver/create-receiver.ts';

export interface Connecting extends ReceiverSettings {
  /** SLACK_BOT_TOKEN */
  readonly botToken: string | undefined;
  config(): Config;
}

/** Both directions between Slack and us, and who everybody is. */
interface SlackConnection extends Pick<SlackAppParts, 'clients' | 'receiver' | 'apiUrl' | 'config' | 'logger'> {
  readonly directory: SlackDirectory;
}

const noToken = (): Failure =>
  new Failure('user', 'no-token', 'SLACK_BOT_TOKEN is not set.', {
    hint: 'The README says where it comes from; `stepward practice` needs none.',
  });

/** Asks Slack who we are; nothing arrives until the app starts. Throws as the receiver and the clients do, and Failure `no-token`. */
export async function connectSlack({ botToken, ...settings }: Connecting): Promise<SlackConnection> {
  const { config, logger, apiUrl } = settings;
  const receiver = createReceiver(settings);
  if (!botToken) throw noToken();
  const where = { logger, ...(apiUrl ? { apiUrl } : {}) };
  const clients = await createSlackClients({ ...where, botToken });
  return {
    ...where,
    clients,
    receiver,
    config,
    directory: createDirectory(clients.interactive, { ...clients, config }),
  };
}
