import type { Environment } from '#domain/config.ts';
import type { Person } from '#domain/person.ts';
import { admits, needed, sayEntries, tighten } from '#domain/policy.ts';
import { allSteps, type Input } from '#domain/runbook.ts';
import { defaultOf } from '#runbook/inputs.ts';
import type { Engine, Form, Offer, Refused } from './api.ts';
import { channelTrouble } from './channel.ts';
import { choicesOf } from './choices.ts';
import { decide } from './decide/decide.ts';
import { openFollowUps } from './follow-ups.ts';
import { environmentOf, mayStart } from './may-start.ts';
import { announcementsOf, messagesOf } from './messages.ts';
import type { EngineParts } from './parts.ts';
import type { Offered } from './ports.ts';
import { schedulesOf } from './schedules.ts';
import { start } from './start.ts';
import { fullPlanOf, runView } from './view/run.ts';
import { see } from './view/seen.ts';
import { summaryOf } from './view/summary.ts';
import { waitingFor } from './waiting.ts';

const reads = { reads: true } as const;

/** What the surfaces talk to. It keeps nothing between two calls: any process on the same store can answer any of them. */
export const createEngine = (parts: EngineParts): Engine => ({
  offered: (by, channel) => offered(parts, by, channel),
  form: (by, channel, runbook, environment) => form(parts, by, { channel, runbook, environment }),
  start: (request) => start(parts, request),
  decide: (decision) => decide(parts, decision),
  view: (run) => parts.store.transaction(async (tx) => asView(await see(tx, run)), reads),
  fullPlan: (run, ask) =>
    parts.store.transaction(async (tx) => {
      const seen = await see(tx, run);
      return seen && fullPlanOf(seen, ask);
    }, reads),
  runs: (filter) =>
    parts.store.transaction(async (tx) => {
      const rows = await tx.runs.list({ surface: parts.surface, ...filter });
      const all = [];
      for (const row of rows) all.push(await summaryOf(tx, row));
      return all;
    }, reads),
  waiting: (by, limit) => waitingFor(parts, by, limit),
  followUps: (limit) => parts.store.transaction((tx) => openFollowUps(tx, parts.surface, limit), reads),
  schedules: async () => schedulesOf(parts),
  messages: messagesOf(parts),
  announcements: announcementsOf(parts),
});

const asView = (seen: Awaited<ReturnType<typeof see>>) => (seen ? runView(seen) : undefined);

/** Where this person may start it from here. */
function environmentsFor(
  parts: EngineParts,
  offered: Offered,
  who: { readonly person: Person; readonly channel: string | undefined },
): readonly Environment[] {
  return offered.runbook.environments.flatMap((id) => {
    const environment = environmentOf(parts, offered, id);
    return environment && mayStart(offered, environment, who) === undefined ? [environment] : [];
  });
}

async function offered(parts: EngineParts, by: string, channel: string | undefined): Promise<readonly Offer[]> {
  const person = await parts.directory.person(by);
  return parts.catalogue.list().flatMap(({ id, title, summary }): readonly Offer[] => {
    const found = parts.catalogue.get(id);
    const environments = found
      ? environmentsFor(parts, found, { person, channel }).map((environment) => environment.id)
      : [];
    return environments.length ? [{ id, title, environments, ...(summary ? { summary } : {}) }] : [];
  });
}

interface FormOf {
  readonly channel: string | undefined;
  readonly runbook: string;
  readonly environment: string | undefined;
}

async function form(
  parts: EngineParts,
  by: string,
  { channel, runbook, environment }: FormOf,
): Promise<Form | Refused> {
  const found = parts.catalogue.get(runbook);
  if (!found) return { refused: `There is no runbook "${runbook}" here. /runbook lists those there are.` };
  const person = await parts.directory.person(by);
  const environments = environmentsFor(parts, found, { person, channel });
  const chosen = environments.find(({ id }) => id === environment) ?? environments[0];
  if (!chosen) return { refused: whyNot(parts, found, { person, channel }) };
  const trouble = await channelTrouble(parts, found.runbook, channel);
  if (trouble) return { refused: trouble };
  const { id, title, summary, inputs } = found.runbook;
  return {
    runbook: { id, title, ...(summary ? { summary } : {}) },
    inputs: inputs.map((input) => withDefault(input, chosen)),
    choices: await choicesOf(parts, inputs, chosen),
    environment: chosen,
    environments: environments.map((one) => one.id),
    notice: notice(found, chosen),
  };
}

function withDefault(input: Input, environment: Environment): Input {
  const value = defaultOf(input, environment);
  return value === undefined ? input : { ...input, default: value };
}

function whyNot(
  parts: EngineParts,
  found: Offered,
  who: { readonly person: Person; readonly channel: string | undefined },
): string {
  const first = found.runbook.environments
    .map((id) => environmentOf(parts, found, id))
    .find((environment) => environment !== undefined);
  return (first && mayStart(found, first, who)) ?? admitted(who.person);
}

const admitted = (person: Person): string => {
  const verdict = admits([], person, 'start runbooks');
  return verdict.ok ? 'This runbook has no environment that this installation knows.' : verdict.why;
};

function notice({ runbook }: Offered, environment: Environment): string {
  const policy = tighten(environment.approve, runbook.approve);
  const changes = allSteps(runbook.steps).some(({ kind }) => kind === 'action');
  if (!changes) return `Only reads in ${environment.id}; nothing is changed.`;
  const count = needed(policy);
  return `Changes ${environment.id}. ${count === 1 ? 'One approval' : `${count} approvals`} (${sayEntries(policy)}) before each step that changes something.`;
}
