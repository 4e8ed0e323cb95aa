import type { Position } from '#machine/machine.ts';
import type { LockRow, LockWaitRow } from './rows.ts';
import type { Tx } from './store.ts';

const resting = new Set<string | undefined>(['passed', 'skipped', 'failed', 'halted', 'held', undefined]);

/** Whether an instance of the same run still works on what it took; one that rests, or the together step around us, leaves it to us. */
function worksOn(position: Position, holder: string, instance: string): boolean {
  if (holder === instance || instance.startsWith(`${holder}~`)) return false;
  const at = position.lanes.find((one) => one.instance === holder);
  return at?.state !== 'inside' && !resting.has(at?.state);
}

export interface Asking {
  readonly run: string;
  readonly lane: string;
  readonly instance: string;
  readonly targets: readonly string[];
  readonly position: Position;
}

/** The lock that stands in the way, held by another run or another lane of ours; or the wait that came before ours. */
export async function blockedBy(
  tx: Tx,
  { run, lane, instance, targets, position }: Asking,
): Promise<LockRow | LockWaitRow | undefined> {
  const held = await tx.locks.held(targets);
  const holder = held.find((lock) => lock.run !== run || worksOn(position, lock.instance, instance));
  if (holder) return holder;
  const free = targets.filter((target) => !held.some((lock) => lock.target === target));
  const waits = await tx.locks.waits();
  const own = waits.findIndex((wait) => wait.run === run && wait.lane === lane);
  const before = own < 0 ? waits : waits.slice(0, own);
  for (const wait of before) {
    if (wait.run === run || !wait.targets.some((target) => free.includes(target))) continue;
    // Who came first but waits for what we hold is let past by nobody: we go on, or both would wait for ever.
    if (!(await closesCircle(tx, run, wait.run))) return wait;
  }
  return undefined;
}

/** Whether waiting for `holder` would wait for ourselves in the end: follows who waits for whom. */
export async function closesCircle(tx: Tx, run: string, holder: string): Promise<boolean> {
  const waits = await tx.locks.waits();
  const seen = new Set<string>();
  const open = [holder];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === run) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    for (const wait of waits.filter((one) => one.run === at)) {
      const held = await tx.locks.held(wait.targets);
      open.push(...held.map((lock) => lock.run).filter((other) => other !== at));
    }
  }
  return false;
}

/** Wakes those who wait for any of these targets, so that the first of them looks again at once. */
async function wake(tx: Tx, targets: readonly string[], at: number): Promise<void> {
  for (const wait of await tx.locks.waits())
    if (wait.targets.some((target) => targets.includes(target)))
      await tx.effects.later(wait.run, `${wait.lane}:${wait.turn}:lock`, at);
}

/** Releases what the instance took, or everything of the run. */
export async function letGo(tx: Tx, run: string, at: number, instance?: string): Promise<void> {
  const own = (await tx.locks.ofRun(run)).filter((lock) => instance === undefined || lock.instance === instance);
  const targets = own.map(({ target }) => target);
  if (targets.length === 0) return;
  await tx.locks.release(run, targets);
  await wake(tx, targets, at);
}
