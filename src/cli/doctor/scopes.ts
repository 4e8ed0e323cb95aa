import { readFileSync } from 'node:fs';
import { isObject } from '#domain/json.ts';
import { readDocument } from '#runbook/yaml/document.ts';
import { fine, found, type Line, left } from './line.ts';

/** What is not done without an optional scope. */
const lost: Readonly<Record<string, string>> = {
  'channels:read': 'channels shared with other organisations are not refused',
  'groups:read': 'private channels shared with other organisations are not refused',
  'channels:history': 'a message of which nobody knows whether it was posted is posted again',
  'groups:history': 'the same in private channels',
  'files:write': 'a finished run has no picture of its timeline',
};

interface Asked {
  readonly needed: readonly string[];
  readonly optional: readonly string[];
}

/** The scopes of manifest.yml, which comes with the program. */
export function askedFor(): Asked {
  const { value } = readDocument(readFileSync(new URL('../../../manifest.yml', import.meta.url), 'utf8'));
  const oauth = isObject(value) && isObject(value['oauth_config']) ? value['oauth_config'] : {};
  const scopes = isObject(oauth['scopes']) ? oauth['scopes'] : {};
  const list = (key: string): readonly string[] => {
    const names = scopes[key];
    return Array.isArray(names) ? names.map(String) : [];
  };
  return { needed: list('bot'), optional: list('bot_optional') };
}

export function scopeLines(granted: readonly string[], { needed, optional } = askedFor()): readonly Line[] {
  const missing = needed.filter((scope) => !granted.includes(scope));
  const off = optional.filter((scope) => !granted.includes(scope));
  return [
    missing.length === 0
      ? fine(`Slack scopes: the ${needed.length} that are needed are granted`)
      : found(`Slack scopes: ${missing.join(', ')} not granted; install the app anew from manifest.yml`),
    ...off.map((scope) => left(`Slack scope ${scope} is not granted: ${lost[scope] ?? 'what it is for is not done'}`)),
  ];
}
