import { readFileSync } from 'node:fs';
import { isObject } from '#domain/json.ts';
import { readDocument } from '#runbook/yaml/document.ts';

interface ManifestScopes {
  readonly needed: readonly string[];
  readonly optional: readonly string[];
}

/** What manifest.yml, which comes with the program, asks of Slack. */
export function manifestScopes(): ManifestScopes {
  const { value } = readDocument(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'));
  const oauth = isObject(value) && isObject(value['oauth_config']) ? value['oauth_config'] : {};
  const scopes = isObject(oauth['scopes']) ? oauth['scopes'] : {};
  const list = (key: string): readonly string[] => {
    const names = scopes[key];
    return Array.isArray(names) ? names.map(String) : [];
  };
  return { needed: list('bot'), optional: list('bot_optional') };
}
