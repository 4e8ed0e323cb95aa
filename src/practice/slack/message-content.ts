import type { Json, JsonObject } from '#domain/json.ts';
import type { Args } from './args.ts';
import { checkBlocks, LONGEST_BLOCKS } from './blocks/check-blocks.ts';
import { isJsonObject, unfolded } from './json-object.ts';
import { reasonsOf, slackError } from './slack-error.ts';
import { withIds } from './with-ids.ts';
import type { Workspace } from './workspace.ts';

const LONGEST_TEXT = 40_000;
const LARGEST_METADATA = 8_000;

export interface Content {
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly metadata?: JsonObject;
}

function readBlocks(workspace: Workspace, given: unknown): readonly Json[] | undefined {
  if (given === undefined) return undefined;
  const blocks: unknown = unfolded(given);
  if (!Array.isArray(blocks)) throw slackError('invalid_blocks_format');
  if (JSON.stringify(blocks).length > LONGEST_BLOCKS) throw slackError('msg_blocks_too_long');
  const problems = checkBlocks(blocks, 'message', '/blocks');
  if (problems.length > 0) throw slackError('invalid_blocks', reasonsOf(problems));
  return withIds(blocks, workspace.nextId);
}

function readMetadata(given: unknown): JsonObject | undefined {
  if (given === undefined) return undefined;
  const metadata = unfolded(given);
  if (!isJsonObject(metadata) || typeof metadata['event_type'] !== 'string' || !isJsonObject(metadata['event_payload']))
    throw slackError('invalid_metadata_format');
  if (JSON.stringify(metadata).length > LARGEST_METADATA) throw slackError('metadata_too_large');
  return metadata;
}

/** What a message is to say; members left out keep their value from `before`. Throws Slack's errors. */
export function readContent(workspace: Workspace, args: Args, before?: Content): Content {
  const blocks = readBlocks(workspace, args['blocks']);
  const metadata = readMetadata(args['metadata']) ?? before?.metadata;
  if (args['text'] === undefined && !blocks?.length) throw slackError('no_text');
  const text = args['text'] === undefined ? (before?.text ?? '') : String(args['text']);
  if (text.length > LONGEST_TEXT) throw slackError('msg_too_long');
  if (text === '' && !blocks?.length) throw slackError('no_text');
  return { text, blocks: blocks ?? before?.blocks ?? [], ...(metadata ? { metadata } : {}) };
}
