import { Failure } from '#domain/failure.ts';
import type { JsonObject } from '#domain/json.ts';
import { everyStep, rollbackOf } from '#domain/rollback.ts';
import { partsOf, type Step } from '#domain/runbook.ts';
import { compile, type RunMachine } from '#machine/compile.ts';
import { locate } from '#machine/locate.ts';
import type { Phase, Position } from '#machine/machine.ts';
import type { DefinitionRow, RunRow } from './rows.ts';
import type { Tx } from './store.ts';

/** A run as one transaction sees it: its row, what it was started with, and where it stands. */
export interface Loaded {
  readonly row: RunRow;
  readonly definition: DefinitionRow;
  readonly machine: RunMachine;
  readonly position: Position;
}

const format = 1;
/** Compiled machines by definition; a definition never changes, so neither does what is cached here. */
const machines = new Map<string, RunMachine>();
const most = 200;

export function machineOf(definition: DefinitionRow): RunMachine {
  const known = machines.get(definition.digest);
  if (known) return known;
  if (definition.format !== format)
    throw new Failure(
      'refused',
      'unknown-format',
      `This run was written in format ${definition.format}, which this program cannot read.`,
    );
  const machine = compile(definition.runbook);
  const oldest = machines.keys().next().value;
  if (machines.size >= most && oldest !== undefined) machines.delete(oldest);
  machines.set(definition.digest, machine);
  return machine;
}

async function load(tx: Tx, row: RunRow | undefined): Promise<Loaded | undefined> {
  if (!row) return undefined;
  const definition = await tx.definitions.get(row.definition);
  if (!definition) throw new Failure('bug', 'definition-missing', `Run ${row.run} has lost its definition.`);
  const machine = machineOf(definition);
  return { row, definition, machine, position: locate(machine, row.snapshot) };
}

/** The run, locked until the transaction ends: to be used before anything else in it. */
export const openRun = async (tx: Tx, run: string): Promise<Loaded | undefined> => load(tx, await tx.runs.lock(run));

/** The run as it is now, to look at only. */
export const readRun = async (tx: Tx, run: string): Promise<Loaded | undefined> => load(tx, await tx.runs.get(run));

const endings: ReadonlySet<Phase> = new Set(['succeeded', 'failed', 'rolled-back', 'stopped']);
export const isOver = ({ phase }: RunRow): boolean => endings.has(phase);

export function stepOf({ runbook }: DefinitionRow, id: string): Step {
  const step = everyStep(runbook).find((one) => one.id === id);
  if (!step)
    throw new Failure('bug', 'step-missing', `The machine names a step "${id}" that the runbook does not have.`);
  return step;
}

/** The steps around a step, outermost first, and the step itself: their rules and conditions add up. */
export const pathTo = ({ runbook }: DefinitionRow, id: string): readonly Step[] =>
  pathIn([...runbook.steps, ...runbook.finally, rollbackOf(runbook)], id) ?? [];

function pathIn(steps: readonly Step[], id: string): readonly Step[] | undefined {
  for (const step of steps) {
    if (step.id === id) return [step];
    const below = pathIn(partsOf(step).flat(), id);
    if (below) return [step, ...below];
  }
  return undefined;
}

/** Who did it, as it stands in an event. */
export const byOf = (person: { readonly id: string; readonly name: string }): JsonObject => ({
  by: { id: person.id, name: person.name },
});
