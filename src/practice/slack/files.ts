import type { JsonObject } from '#domain/json.ts';
import type { Args } from './args.ts';
import { slackError } from './slack-error.ts';
import type { SlackFile, Workspace } from './workspace.ts';

/* Files as Slack takes them since 2025: announce, send, share (https://docs.slack.dev/messaging/working-with-files#upload). */

const LARGEST = 4_000_000;

export const fileJson = ({ id, name, title, altText, size }: SlackFile): JsonObject => ({
  id,
  name,
  title,
  mimetype: name.endsWith('.png') ? 'image/png' : 'application/octet-stream',
  size,
  alt_txt: altText,
});

export function announceFile(workspace: Workspace, { filename, length, alt_text: altText }: Args): SlackFile {
  const size = Number(length);
  if (typeof filename !== 'string' || filename === '') throw slackError('invalid_arguments');
  if (!(size > 0) || size > LARGEST) throw slackError('file_upload_size_restricted');
  const file = { id: workspace.nextId('F'), name: filename, title: filename, altText: String(altText ?? ''), size };
  workspace.files.set(file.id, file);
  return file;
}

/** The bytes of an announced file, exactly as many as were announced. */
export function receiveFile({ files }: Workspace, id: string, bytes: Buffer): void {
  const file = files.get(id);
  if (!file || bytes.length !== file.size) throw slackError('file_upload_failed');
  files.set(id, { ...file, bytes });
}

/** The file is there and may be shared. */
export function completeFile({ files }: Workspace, id: unknown, title: unknown): SlackFile {
  const file = files.get(String(id));
  if (!file?.bytes) throw slackError('file_not_found');
  const named = { ...file, title: typeof title === 'string' && title !== '' ? title : file.name };
  files.set(file.id, named);
  return named;
}
