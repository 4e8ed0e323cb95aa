import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { Failure } from '#domain/failure.ts';

/** Slack's own word for a refusal, such as `message_not_found`; none if it did not answer. */
export const slackCode = (thrown: unknown): string | undefined =>
  thrown instanceof WebAPIPlatformError ? thrown.data.error : undefined;

/** Seconds that Slack wants us to wait, as milliseconds. */
export const retryAfter = (thrown: unknown): number | undefined =>
  thrown instanceof WebAPIRateLimitedError ? thrown.retryAfter * 1_000 : undefined;

/** With these Slack says itself that some of it may have been done. */
const HALF_DONE: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
]);

/** Whether nothing was done for certain. An answer that is not one of Slack's words comes from something in between. */
export function isRefusal(thrown: unknown): boolean {
  const code = slackCode(thrown);
  if (code === undefined) return retryAfter(thrown) !== undefined;
  return /^[a-z_]+$/.test(code) && !HALF_DONE.has(code);
}

const isSilence = (thrown: unknown): boolean =>
  thrown instanceof WebAPIRequestError || thrown instanceof WebAPIHTTPError || thrown instanceof WebAPIRateLimitedError;

const TOO_LATE: ReadonlySet<string> = new Set(['expired_trigger_id', 'exchanged_trigger_id']);

/** What Slack threw, as one of our failures. */
export function slackFailure(thrown: unknown): unknown {
  const code = slackCode(thrown);
  if (code !== undefined && TOO_LATE.has(code))
    return new Failure('transient', 'too-late', 'Slack waits 3 seconds for a form, and this took longer.', {
      cause: thrown,
    });
  if (isSilence(thrown))
    return new Failure('transient', 'slack-unreachable', 'Slack did not answer.', { cause: thrown });
  return thrown;
}
