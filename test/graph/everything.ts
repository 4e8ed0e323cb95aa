import type { ActionStep, CheckStep, Runbook, Step } from '#domain/runbook.ts';

const base = { onFailure: 'ask' } as const;

export const action = (id: string, more: Partial<ActionStep> = {}): ActionStep => ({
  ...base,
  kind: 'action',
  id,
  title: `Restart ${id}`,
  uses: 'ecs.restart-service',
  with: { cluster: 'prod', service: id },
  together: false,
  approve: [],
  verify: [],
  settle: 30_000,
  timeout: 900_000,
  undo: { kind: 'auto' },
  ...more,
});

export const check = (id: string, more: Partial<CheckStep> = {}): CheckStep => ({
  ...base,
  kind: 'check',
  id,
  title: `${id} is well`,
  uses: 'ecs.services-healthy',
  with: { services: [id] },
  within: 600_000,
  ...more,
});

export const runbookOf = (steps: readonly Step[], after: readonly Step[] = []): Runbook => ({
  format: 1,
  id: 'drawn',
  title: 'Everything at once',
  links: [],
  environments: ['prod'],
  inputs: [],
  approve: [],
  timeout: 3_600_000,
  hold: 1_800_000,
  steps,
  finally: after,
});

/** One of each kind of step. */
export const everything = runbookOf(
  [
    action('zookeeper', { verify: [{ uses: 'logs.wait-for', with: {}, within: 60_000 }] }),
    check('lag', { if: "steps.zookeeper.outcome == 'passed'" }),
    {
      ...base,
      kind: 'parallel',
      id: 'both',
      title: 'Both sides',
      maxParallel: 2,
      together: false,
      approve: [],
      branches: [
        { id: 'left', steps: [action('left', { uses: 'ecs.scale-service', onFailure: 'rollback' })] },
        { id: 'right', steps: [{ ...base, kind: 'wait', id: 'cool', title: 'Cool down', for: 90_000 }] },
      ],
    },
    {
      ...base,
      kind: 'choose',
      id: 'which',
      title: 'Which way?',
      question: 'Do they lag, or are they gone?',
      assign: ['oncall'],
      timeout: 600_000,
      options: [
        { id: 'lag', label: 'They lag', steps: [action('again', { onFailure: 'stop' })] },
        {
          id: 'gone',
          label: 'They are gone',
          steps: [
            { ...base, kind: 'manual', id: 'call', title: 'Call them', text: '', assign: [], timeout: 1, fields: [] },
          ],
        },
        { id: 'fine', label: 'All is fine', steps: [], end: 'succeeded' },
      ],
    },
    {
      ...base,
      kind: 'group',
      id: 'each',
      title: `Each of \${{ inputs.services }}`,
      steps: [action('restart')],
      forEach: { items: `\${{ inputs.services }}`, max: 20, maxParallel: 2 },
      together: true,
      approve: [],
    },
  ],
  [{ ...base, kind: 'notify', id: 'tell', title: 'Tell the team', channel: 'C0TEAM', text: 'It is over' }],
);
