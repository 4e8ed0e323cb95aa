import type { WebClient } from '@slack/web-api';
import { Failure } from '#domain/failure.ts';

export interface Picture {
  readonly channel: string;
  /** `ts` of the message in whose thread it is shown. */
  readonly thread: string;
  readonly png: Uint8Array<ArrayBuffer>;
  readonly title: string;
  readonly altText: string;
}

const TIMEOUT = 10_000;

/** Shares a picture in a thread (https://docs.slack.dev/messaging/working-with-files#upload); needs `files:write`. Returns the file's id; throws what Slack refuses. */
export async function upload(client: WebClient, { channel, thread, png, title, altText }: Picture): Promise<string> {
  const announced = await client.files.getUploadURLExternal({
    filename: 'picture.png',
    length: png.byteLength,
    alt_text: altText,
  });
  const { upload_url: address = '', file_id: id = '' } = announced;
  const sent = await fetch(address, { method: 'POST', body: png, signal: AbortSignal.timeout(TIMEOUT) });
  if (!sent.ok) throw new Failure('transient', 'slack-unreachable', `Slack did not take the picture (${sent.status}).`);
  await client.files.completeUploadExternal({ channel_id: channel, thread_ts: thread, files: [{ id, title }] });
  return id;
}
