import type { BreakGlass, Config, Environment, LintSetting, Schedule } from '#domain/config.ts';
import { parseDuration } from '#domain/duration.ts';
import type { JsonObject } from '#domain/json.ts';
import type { Policy } from '#domain/policy.ts';
import { optional } from './optional.ts';
import type { RawGrant } from './shape/approve.ts';
import type { RawConfig, RawLint } from './shape/config.ts';
import type { RawEnvironment } from './shape/environment.ts';
import type { RawSchedule } from './shape/schedule.ts';

const minute = 60_000;
const unsaid = {
  within: 30 * minute,
  validFor: 10 * minute,
  notifyAfter: 5 * minute,
  breakGlassAfter: 10 * minute,
} as const;

/** A text without errors → the configuration it means. */
export const buildConfig = (raw: RawConfig): Config => ({
  environments: Object.entries(raw.environments).map(([id, environment]) => buildEnvironment(id, environment)),
  groups: (raw.groups ?? {}) as Config['groups'],
  schedules: Object.entries(raw.schedules ?? {}).map(([id, schedule]) => buildSchedule(id, schedule)),
  lint: {
    ...buildLint(raw.lint),
    paths: (raw.lint?.paths ?? []).map((path) => ({ files: path.files, ...buildLint(path) })),
  },
});

const buildLint = (raw: RawLint | undefined): LintSetting => ({
  disable: raw?.disable ?? [],
  severity: raw?.severity ?? {},
});

function buildEnvironment(id: string, raw: RawEnvironment): Environment {
  const approve = buildPolicy([raw.approve].flat());
  const { first, then, after } = raw.notify ?? {};
  return {
    id,
    account: raw.account,
    region: raw.region,
    ...optional('role', raw.role),
    channels: raw.channels ?? [],
    start: raw.start.groups,
    approve,
    notify: {
      first: first ?? [...new Set(approve.entries.flatMap(({ groups }) => groups))],
      then: then ?? [],
      after: after === undefined ? unsaid.notifyAfter : parseDuration(after),
    },
    ...optional('breakGlass', raw.break_glass && buildBreakGlass(raw.break_glass)),
    reason: raw.reason ?? 'required',
    requireCommit: raw.require_commit ?? false,
    ...optional('awsCalls', raw.aws_calls),
    values: (raw.values ?? {}) as JsonObject,
    ...buildWeb(raw.web),
  };
}

const buildBreakGlass = ({ groups, after, notify }: NonNullable<RawEnvironment['break_glass']>): BreakGlass => ({
  groups,
  after: after === undefined ? unsaid.breakGlassAfter : parseDuration(after),
  notify,
});

const buildSchedule = (id: string, raw: RawSchedule): Schedule => ({
  id,
  runbook: raw.runbook,
  environment: raw.environment,
  cron: raw.cron.trim(),
  timeZone: raw.time_zone ?? 'UTC',
  inputs: (raw.inputs ?? {}) as JsonObject,
  channel: raw.channel,
  reason: raw.reason ?? `Schedule ${id}`,
});

function buildWeb(raw: RawEnvironment['web']): Pick<Environment, 'web'> {
  if (!raw) return {};
  const hosts = (raw.hosts ?? []).map((entry) => (typeof entry === 'string' ? { host: entry } : entry));
  return {
    web: {
      hosts: hosts.map((entry) => ({ private: false, ...entry })),
      publicAddresses: raw.public_addresses ?? false,
    },
  };
}

/** Every entry must be met; of times the shortest counts, and the requester is counted only if every entry says so. */
const buildPolicy = (grants: readonly RawGrant[]): Policy => ({
  entries: grants.map(({ groups, count }) => ({ groups, count: count ?? 1 })),
  requester: grants.every(({ requester }) => requester === true),
  within: shortest(
    grants.map(({ within }) => within),
    unsaid.within,
  ),
  validFor: shortest(
    grants.map((grant) => grant.valid_for),
    unsaid.validFor,
  ),
});

function shortest(texts: readonly (string | undefined)[], otherwise: number): number {
  const times = texts.filter((text) => text !== undefined).map(parseDuration);
  return times.length > 0 ? Math.min(...times) : otherwise;
}
