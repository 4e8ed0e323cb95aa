import { Failure } from '#domain/failure.ts';
import type { Problem } from './blocks/rules.ts';

/** The code is Slack's own word, `channel_not_found`; `reasons` go into `response_metadata.messages`. */
export const slackError = (code: string, reasons: readonly string[] = []): Failure =>
  new Failure('user', code, reasons.length > 0 ? reasons.join('\n') : code);

/** As Slack writes them: `[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text]`. */
export const reasonsOf = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ pointer, message }) => `[ERROR] ${message} [json-pointer:${pointer}]`);
