import { manifestScopes } from '../manifest-scopes.ts';
import { fine, found, type Line, left } from './line.ts';

/** What is not done without an optional scope. */
const lost: Readonly<Record<string, string>> = {
  'channels:read': 'channels shared with other organisations are not refused',
  'groups:read': 'private channels shared with other organisations are not refused',
  'channels:history': 'a message of which nobody knows whether it was posted is posted again',
  'groups:history': 'the same in private channels',
  'files:write': 'a finished run has no picture of its timeline',
};

export function scopeLines(granted: readonly string[], { needed, optional } = manifestScopes()): readonly Line[] {
  const missing = needed.filter((scope) => !granted.includes(scope));
  const off = optional.filter((scope) => !granted.includes(scope));
  return [
    missing.length === 0
      ? fine(`Slack scopes: the ${needed.length} that are needed are granted`)
      : found(`Slack scopes: ${missing.join(', ')} not granted; install the app anew from manifest.yml`),
    ...off.map((scope) => left(`Slack scope ${scope} is not granted: ${lost[scope] ?? 'what it is for is not done'}`)),
  ];
}
