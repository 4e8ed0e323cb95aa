import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { CORE_SCHEMA, load } from 'js-yaml';

interface Manifest {
  readonly features: {
    readonly slash_commands: readonly { readonly command: string; readonly usage_hint: string }[];
    readonly shortcuts: readonly { readonly callback_id: string }[];
  };
  readonly oauth_config: {
    readonly scopes: { readonly bot: readonly string[]; readonly bot_optional: readonly string[] };
  };
  readonly settings: { readonly event_subscriptions: { readonly bot_events: readonly string[] } };
}

const here = (path: string): string => new URL(path, import.meta.url).pathname;
const text = readFileSync(here('../../manifest.yml'), 'utf8');
const manifest = load(text, { schema: CORE_SCHEMA }) as Manifest;
const { bot: scopes, bot_optional: optional } = manifest.oauth_config.scopes;
const events = manifest.settings.event_subscriptions.bot_events;

/** https://docs.slack.dev/reference/events names the scopes of each event. */
const EVENT_SCOPES: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  subteam_members_changed: ['usergroups:read'],
};

/** A method of conversations names one scope for each kind of them; runs are told in channels. */
const isOfChannels = (scope: string): boolean => !/^m?p?im:/.test(scope);

/** Without them a feature is off, and everything else works. */
const FEATURES: ReadonlySet<string> = new Set([
  'conversations.info',
  'conversations.members',
  'conversations.history',
  'conversations.replies',
  'files.getUploadURLExternal',
  'files.completeUploadExternal',
]);

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
    const needed = new Set([
      'commands',
      ...events.flatMap((event) => EVENT_SCOPES[event] ?? [`unknown event ${event}`]),
      ...called.flatMap((method) => methods[method]?.bot_scopes ?? [`unknown method ${method}`]).filter(isOfChannels),
    ]);
    expect([...scopes, ...optional].sort()).toEqual([...needed].sort());
  });

  it('asks for none of the optional scopes where the method is needed for more than a feature that can be off', () => {
    const basic = called.filter((method) => !FEATURES.has(method));
    const needed = new Set(basic.flatMap((method) => methods[method]?.bot_scopes ?? []));
    expect(optional.filter((scope) => needed.has(scope))).toEqual([]);
  });

  it('subscribes to the events that the app listens to, and to no other', () => {
    const heard = [...sources.matchAll(/app\.event\('(\w+)'/g)].map(([, event = '']) => event);
    expect([...events].sort()).toEqual([...new Set(heard)].sort());
  });

  it('has the shortcuts that the app listens to', () => {
    for (const { callback_id: id } of manifest.features.shortcuts) expect(sources).toContain(`'${id}'`);
    const heard = [...sources.matchAll(/app\.shortcut\(/g)];
    expect(heard).toHaveLength(manifest.features.shortcuts.length);
  });

  it('has the command that the app listens to, and hints at all that it can do', () => {
    const [command] = manifest.features.slash_commands;
    expect(sources).toContain(`app.command('${command?.command}'`);
    for (const word of ['start', 'runs', 'show', 'stop', 'schedules', 'help'])
      expect(command?.usage_hint).toContain(word);
  });
});
