import type { ActionStep, CheckStep, GroupStep, ManualStep, Runbook, Step, WaitStep } from '#domain/runbook.ts';

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
  ...more,
});

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
