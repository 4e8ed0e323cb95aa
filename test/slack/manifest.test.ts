import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { CORE_SCHEMA, load } from 'js-yaml';

interface Manifest {
  readonly features: { readonly slash_commands: readonly { readonly command: string; readonly usage_hint: string }[] };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
}

const here = (path: string): string => new URL(path, import.meta.url).pathname;
const text = readFileSync(here('../../manifest.yml'), 'utf8');
const manifest = load(text, { schema: CORE_SCHEMA }) as Manifest;
const scopes = manifest.oauth_config.scopes.bot;

/** Slack's own schema of manifests, and what the reference of its Web API says of scopes. */
const schema = JSON.parse(readFileSync(here('slack-manifest.schema.json'), 'utf8')) as object;
const { methods } = JSON.parse(readFileSync(here('slack-methods.json'), 'utf8')) as {
  readonly methods: Readonly<Record<string, { readonly bot_scopes: readonly string[] }>>;
};

const sources = readdirSync(here('../../src/slack'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(here(`../../src/slack/${file}`), 'utf8'))
  .join('\n');

/** `client.chat.update(…)` → `chat.update` */
const called = [
  ...new Set(
    [...sources.matchAll(/\b(?:client|background|interactive)\.((?:\w+\.)+\w+)\(/g)].map(([, method = '']) => method),
  ),
];

const check = new Ajv({ strict: false, formats: { uri: true } }).compile(schema);
const problems = (given: unknown): unknown => (check(given) ? [] : check.errors);

describe('the manifest', () => {
  it('is one that Slack takes', () => {
    expect(problems(manifest)).toEqual([]);
  });

  it.each([
    ['a name of 36 characters', text.replace('name: Stepward', `name: ${'S'.repeat(36)}`)],
    ['a command without its slash', text.replace('command: /runbook', 'command: runbook')],
    ['a setting that does not exist', text.replace('socket_mode_enabled', 'socket_mode_on')],
  ])('is not one with %s, so the check can fail', (_, changed) => {
    expect(problems(load(changed, { schema: CORE_SCHEMA }))).not.toEqual([]);
  });

  it('has the scopes that the called methods need, and no other', () => {
    expect(called.sort()).toEqual([
      'auth.test',
      'chat.postEphemeral',
      'chat.postMessage',
      'chat.update',
      'usergroups.users.list',
      'users.info',
      'views.open',
      'views.update',
    ]);
    const needed = new Set([
      'commands',
      ...called.flatMap((method) => methods[method]?.bot_scopes ?? [`unknown method ${method}`]),
    ]);
    expect([...scopes].sort()).toEqual([...needed].sort());
  });

  it('has the command that the app listens to, and hints at all that it can do', () => {
    const [command] = manifest.features.slash_commands;
    expect(sources).toContain(`app.command('${command?.command}'`);
    for (const word of ['start', 'runs', 'show', 'stop', 'help']) expect(command?.usage_hint).toContain(word);
  });
});
