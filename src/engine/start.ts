import type { Environment } from '#domain/config.ts';
import type { JsonObject } from '#domain/json.ts';
import type { Person } from '#domain/person.ts';
import { admits } from '#domain/policy.ts';
import type { Moved } from '#machine/machine.ts';
import { start as startMachine } from '#machine/move.ts';
import type { Started, StartRequest } from './api.ts';
import { checkChoices } from './choices.ts';
import { answerPure, chain, closeUp } from './dispatch.ts';
import { readGiven } from './given.ts';
import { hash, newRunId } from './ids.ts';
import type { EngineParts } from './parts.ts';
import type { Offered } from './ports.ts';
import type { DefinitionRow, EventRow, RunRow } from './rows.ts';
import { byOf, type Loaded, machineOf } from './run.ts';
import { refTo, seal } from './secrets.ts';
import type { Tx } from './store.ts';
import { beginWants } from './wants.ts';

const longest = 200;
const problem = (
  name: string,
  message: string,
): { readonly problems: readonly [{ readonly name: string; readonly message: string }] } => ({
  problems: [{ name, message }],
});

/** Why this person may not start this runbook there, or from here. */
export function mayStart(
  offered: Offered,
  environment: Environment,
  { person, channel }: { readonly person: Person; readonly channel: string | undefined },
): string | undefined {
  if (channel !== undefined && environment.channels.length > 0 && !environment.channels.includes(channel))
    return `Runs in ${environment.id} are started in ${environment.channels.join(', ')}, not here.`;
  if (environment.requireCommit && !offered.commit)
    return `${environment.id} runs only what is committed to git, and ${offered.file} is not.`;
  const verdict = admits(environment.start, person, `start runbooks in ${environment.id}`);
  return verdict.ok ? undefined : verdict.why;
}

export function environmentOf({ catalogue }: EngineParts, offered: Offered, id: string): Environment | undefined {
  if (!offered.runbook.environments.includes(id)) return undefined;
  return catalogue.config.environments.find((environment) => environment.id === id);
}

/** Starts a run, once for each start key: everything is checked first, then written in one transaction. */
export async function start(parts: EngineParts, request: StartRequest): Promise<Started> {
  const checked = await check(parts, request);
  if ('problems' in checked) return checked;
  const definition = define(checked);
  const started = await parts.store.transaction(async (tx): Promise<Started> => {
    const known = await tx.runs.byStartKey(request.startKey);
    if (known) return { run: known.run, again: true };
    await tx.definitions.put(definition);
    const row = await open(tx, parts, { ...checked, definition, request });
    if (!row) return { run: (await tx.runs.byStartKey(request.startKey))?.run ?? '', again: true };
    return { run: row.run, again: false };
  });
  if ('run' in started) parts.changed(started.run);
  return started;
}

interface Checked {
  readonly offered: Offered;
  readonly environment: Environment;
  readonly person: Person;
  readonly values: JsonObject;
}

async function check(parts: EngineParts, request: StartRequest): Promise<Checked | Exclude<Started, { run: string }>> {
  const offered = parts.catalogue.get(request.runbook);
  if (!offered) return problem('', `There is no runbook "${request.runbook}", or it has mistakes and is not offered.`);
  const environment = environmentOf(parts, offered, request.environment);
  if (!environment)
    return problem(
      'environment',
      `"${request.runbook}" does not run in "${request.environment}", but in ${offered.runbook.environments.join(', ')}.`,
    );
  const person = await parts.directory.person(request.by);
  const refused = mayStart(offered, environment, { person, channel: request.channel });
  if (refused) return problem('', refused);
  const reason = request.reason.trim();
  if (!reason && environment.reason === 'required')
    return problem('reason', 'Say why now: it stands on every card and in the history.');
  if (reason.length > longest) return problem('reason', `At most ${longest} characters.`);
  const { inputs } = offered.runbook;
  const read = readGiven(inputs, { given: request.inputs, by: 'starter' }, environment);
  if ('problems' in read) return read;
  const problems = await checkChoices(parts, inputs, read.values, environment);
  return problems.length > 0 ? { problems } : { offered, environment, person, values: read.values };
}

/** What the run is pinned to, by the hash of everything in it. */
function define({ offered, environment }: Checked): DefinitionRow {
  const { runbook, text, file, commit } = offered;
  const pinned = { format: runbook.format, runbook, text, environment };
  return { digest: hash(pinned), ...pinned, file, ...(commit ? { commit } : {}) };
}

interface Opening extends Checked {
  readonly definition: DefinitionRow;
  readonly request: StartRequest;
}

async function open(tx: Tx, parts: EngineParts, opening: Opening): Promise<RunRow | undefined> {
  const { definition, request } = opening;
  const at = parts.clock.now();
  const run = newRunId();
  const machine = machineOf(definition);
  const moved = startMachine(machine, at);
  const inputs = await sealInputs(tx, parts, run, opening);
  const first = firstEvent(run, at, opening, inputs);
  const row: RunRow = { ...rowOf(opening, moved), run, startedAt: at, inputs, head: first.hash };
  if (!(await tx.runs.insert(row))) return undefined;
  await tx.events.append(first);
  await tx.messages.put({
    run,
    surface: row.surface,
    purpose: 'root',
    kind: 'root',
    lane: 'run',
    turn: 0,
    facts: {},
    wanted: 1,
    posted: 0,
    raisedAt: at,
    ...(request.channel ? { channel: request.channel } : {}),
  });
  const loaded: Loaded = { row, definition, machine, position: moved.position };
  await beginWants(tx, parts, {
    at,
    loaded,
    wants: moved.started,
    happened: { lane: 'run', turn: 0, event: { name: 'ENTERED' } },
  });
  return (await closeUp(tx, parts, await answerPure(tx, parts, loaded, moved.started))).row;
}

const rowOf = (
  { definition, request, person, environment, offered }: Opening,
  { position, snapshot }: Moved,
): Omit<RunRow, 'run' | 'startedAt' | 'inputs' | 'head'> => ({
  definition: definition.digest,
  startKey: request.startKey,
  surface: request.surface,
  runbook: definition.runbook.id,
  title: offered.runbook.title,
  environment: environment.id,
  reason: request.reason.trim(),
  startedBy: { id: person.id, name: person.name },
  phase: position.phase,
  outcomeUnknown: false,
  snapshot,
  revision: 1,
  ...(request.channel ? { channel: request.channel } : {}),
});

function firstEvent(
  run: string,
  at: number,
  { definition, person, environment, request }: Opening,
  inputs: JsonObject,
): EventRow {
  const facts = {
    ...byOf(person),
    definition: definition.digest,
    environment: environment.id,
    reason: request.reason.trim(),
    inputs,
  };
  return chain({ run, seq: 1, at, name: 'STARTED', lane: 'run', turn: 0, previous: '', facts });
}

/** Secret inputs are sealed before the run's first event is written. */
async function sealInputs(tx: Tx, parts: EngineParts, run: string, { offered, values }: Opening): Promise<JsonObject> {
  const sealed: Record<string, JsonObject[string]> = { ...values };
  for (const { name, secret } of offered.runbook.inputs) {
    const value = values[name];
    if (!secret || typeof value !== 'string') continue;
    const row = seal(parts.key, run, `input.${name}`, value);
    await tx.secrets.put(row);
    sealed[name] = { ...refTo(row) };
  }
  return sealed;
}
