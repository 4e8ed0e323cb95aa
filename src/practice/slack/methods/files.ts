import type { Args } from '../args.ts';
import { announceFile, completeFile, fileJson } from '../files.ts';
import { isJsonObject, unfolded } from '../json-object.ts';
import { share } from '../messages.ts';
import { slackError } from '../slack-error.ts';
import type { SlackFile, Workspace } from '../workspace.ts';
import type { Methods } from './method.ts';

function completed(workspace: Workspace, args: Args): readonly SlackFile[] {
  const files = unfolded(args['files']);
  if (!Array.isArray(files) || files.length === 0) throw slackError('invalid_arguments');
  return files.filter(isJsonObject).map(({ id, title }) => completeFile(workspace, id, title));
}

export const fileMethods: Methods = {
  'files.getUploadURLExternal': ({ workspace }, args, host) => {
    const { id } = announceFile(workspace, args);
    return { upload_url: `http://${host}/slack/upload/${id}`, file_id: id };
  },
  'files.completeUploadExternal': ({ workspace }, args) => {
    const files = completed(workspace, args);
    if (args['channel_id'] !== undefined) share(workspace, args, files);
    return { files: files.map(fileJson) };
  },
};
