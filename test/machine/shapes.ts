import type {
  ActionStep,
  CheckStep,
  ChooseOption,
  ChooseStep,
  GroupStep,
  ManualStep,
  NotifyStep,
  ParallelStep,
  Runbook,
  RunbookStep,
  Step,
  WaitStep,
} from '#domain/runbook.ts';

export const MINUTE = 60_000;

const base = { title: 'A step', onFailure: 'ask' } as const;

export const action = (id: string, more: Partial<ActionStep> = {}): ActionStep => ({
  ...base,
  kind: 'action',
  id,
  uses: 'ecs.restart-service',
  with: {},
  together: false,
  approve: [],
  verify: [],
  settle: 0,
  timeout: 15 * MINUTE,
  undo: { kind: 'none', reason: 'A restart changes nothing that lasts.' },
  ...more,
});

/** An action that can be rolled back. */
export const undone = (id: string, more: Partial<ActionStep> = {}): ActionStep =>
  action(id, { undo: { kind: 'auto' }, ...more });

export const check = (id: string, more: Partial<CheckStep> = {}): CheckStep => ({
  ...base,
  kind: 'check',
  id,
  uses: 'ecs.services-healthy',
  with: {},
  within: 10 * MINUTE,
  ...more,
});

export const wait = (id: string, more: Partial<WaitStep> = {}): WaitStep => ({
  ...base,
  kind: 'wait',
  id,
  for: MINUTE,
  ...more,
});

export const manual = (id: string, more: Partial<ManualStep> = {}): ManualStep => ({
  ...base,
  kind: 'manual',
  id,
  text: 'Look at the dashboard.',
  assign: [],
  timeout: 60 * MINUTE,
  fields: [],
  ...more,
});

export const notify = (id: string, more: Partial<NotifyStep> = {}): NotifyStep => ({
  ...base,
  kind: 'notify',
  id,
  channel: 'C0OPS',
  text: 'It begins.',
  ...more,
});

export const option = (id: string, steps: readonly Step[], more: Partial<ChooseOption> = {}): ChooseOption => ({
  id,
  label: 'An option',
  steps,
  ...more,
});

export const choose = (id: string, options: readonly ChooseOption[], more: Partial<ChooseStep> = {}): ChooseStep => ({
  ...base,
  kind: 'choose',
  id,
  question: 'Which one?',
  options,
  assign: [],
  timeout: 60 * MINUTE,
  ...more,
});

/** Branches `b1`, `b2`, … */
export const parallel = (
  id: string,
  branches: readonly (readonly Step[])[],
  more: Partial<ParallelStep> = {},
): ParallelStep => ({
  ...base,
  kind: 'parallel',
  id,
  branches: branches.map((steps, i) => ({ id: `b${i + 1}`, steps })),
  maxParallel: 10,
  together: false,
  approve: [],
  ...more,
});

export const inlined = (id: string, steps: readonly Step[], more: Partial<RunbookStep> = {}): RunbookStep => ({
  ...base,
  kind: 'runbook',
  id,
  uses: 'other',
  digest: '0'.repeat(64),
  inputs: [],
  with: {},
  steps,
  prefix: `${id}-`,
  approve: [],
  ...more,
});

export const group = (id: string, steps: readonly Step[], more: Partial<GroupStep> = {}): GroupStep => ({
  ...base,
  kind: 'group',
  id,
  steps,
  together: false,
  approve: [],
  ...more,
});

/** One check of a step's `verify`. */
export const proof = (within = 0) => ({ uses: 'logs.wait-for', with: {}, within });

export const forEach = (maxParallel: number) => ({ items: [], max: 20, maxParallel });

export const runbook = (steps: readonly Step[], more: Partial<Runbook> = {}): Runbook => ({
  format: 1,
  id: 'restart',
  title: 'Restart',
  links: [],
  environments: ['prod'],
  inputs: [],
  approve: [],
  timeout: 24 * 60 * MINUTE,
  hold: 30 * MINUTE,
  steps,
  finally: [],
  ...more,
});
