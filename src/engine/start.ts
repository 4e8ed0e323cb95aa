import type { JsonObject } from '#domain/json.ts';
import type { Moved } from '#machine/machine.ts';
import { start as startMachine } from '#machine/move.ts';
import type { Started, StartRequest } from './api.ts';
import { type Checked, checkStart, type Order } from './check-start.ts';
import { answerPure, chain, closeUp } from './dispatch.ts';
import { hash, newRunId } from './ids.ts';
import type { EngineParts } from './parts.ts';
import type { DefinitionRow, EventRow, RunRow } from './rows.ts';
import { byOf, type Loaded, machineOf } from './run.ts';
import { refTo, seal } from './secrets.ts';
import type { Tx } from './store.ts';
import { beginWants } from './wants.ts';

/** Starts a run for somebody, once for each start key. */
export const start = (parts: EngineParts, { by, ...request }: StartRequest): Promise<Started> =>
  begin(parts, { ...request, starter: { kind: 'person', id: by } });

/** Everything is checked first, then written in one transaction. */
export async function begin(parts: EngineParts, order: Order): Promise<Started> {
  const checked = await checkStart(parts, order);
  if ('problems' in checked) return checked;
  const definition = define(checked);
  const started = await parts.store.transaction(async (tx): Promise<Started> => {
    const known = await tx.runs.byStartKey(order.startKey);
    if (known) return { run: known.run, again: true };
    await tx.definitions.put(definition);
    const row = await open(tx, parts, { ...checked, definition, order });
    if (!row) return { run: (await tx.runs.byStartKey(order.startKey))?.run ?? '', again: true };
    return { run: row.run, again: false };
  });
  if ('run' in started) parts.changed(started.run);
  return started;
}

/** What the run is pinned to, by the hash of everything in it. */
function define({ offered, environment }: Checked): DefinitionRow {
  const { runbook, text, file, commit } = offered;
  const pinned = { format: runbook.format, runbook, text, environment };
  return { digest: hash(pinned), ...pinned, file, ...(commit ? { commit } : {}) };
}

interface Opening extends Checked {
  readonly definition: DefinitionRow;
  readonly order: Order;
}

async function open(tx: Tx, parts: EngineParts, opening: Opening): Promise<RunRow | undefined> {
  const { definition, order } = opening;
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
    ...(order.channel ? { channel: order.channel } : {}),
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
  { definition, order, startedBy, environment, offered }: Opening,
  { position, snapshot }: Moved,
): Omit<RunRow, 'run' | 'startedAt' | 'inputs' | 'head'> => ({
  definition: definition.digest,
  startKey: order.startKey,
  surface: order.surface,
  runbook: definition.runbook.id,
  title: offered.runbook.title,
  environment: environment.id,
  reason: order.reason.trim(),
  startedBy,
  phase: position.phase,
  outcomeUnknown: false,
  snapshot,
  revision: 1,
  ...(order.channel ? { channel: order.channel } : {}),
  ...(order.context === undefined ? {} : { context: order.context }),
});

function firstEvent(
  run: string,
  at: number,
  { definition, startedBy, environment, order }: Opening,
  inputs: JsonObject,
): EventRow {
  const facts = {
    ...byOf(startedBy),
    definition: definition.digest,
    environment: environment.id,
    reason: order.reason.trim(),
    inputs,
    ...(order.context === undefined ? {} : { context: order.context }),
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
