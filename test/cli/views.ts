import type { ApprovalCard, ChoiceCard, HeldCard, ManualCard } from '#domain/card-view.ts';
import type { RunView } from '#domain/run-view.ts';

const at = Date.parse('2026-01-22T08:00:00Z');
const minute = 60_000;
const step = { id: 'kafka', number: 2, of: 4, title: 'Restart Kafka' };

export const approval: ApprovalCard = {
  kind: 'approval',
  purpose: 'kafka:3:ask',
  value: '01JD8Q4F3W.kafka@1',
  step,
  raisedAt: at,
  plans: [
    {
      instance: 'kafka',
      title: 'Restart Kafka',
      changes: [
        { target: 'kafka', what: 'desired count', before: '2', after: '4' },
        { target: 'kafka task 1f3a', what: 'stopped' },
      ],
    },
  ],
  impact: 'All clients lose the broker.',
  undo: 'A restart ends as it began.',
  blastRadius: '1 task of kafka',
  warnings: ['Nothing runs meanwhile.'],
  votes: [],
  needed: 1,
  groupsInWords: '@sre',
  groups: ['sre'],
  first: ['sre'],
  excluded: [{ id: 'U01ALICE', name: 'Alice' }],
  closesAt: at + 20 * minute,
  planHash: 'abc',
};

export const held: HeldCard = {
  kind: 'held',
  purpose: 'kafka:5:held',
  value: '01JD8Q4F3W.kafka:5',
  step,
  raisedAt: at,
  why: 'failed',
  cause: 'AccessDeniedException: not authorized to perform ecs:StopTask.',
  lines: ['last line'],
  changed: ['zookeeper restarted'],
  offers: ['retry', 'skip', 'stop'],
  until: at + 30 * minute,
};

export const manual: ManualCard = {
  kind: 'manual',
  purpose: 'login:2:ask',
  value: '01JD8Q4F3W.login@1',
  step: { id: 'login', number: 4, of: 4, title: 'Sign in' },
  raisedAt: at,
  text: 'Sign in.\nReload.\n',
  assign: ['oncall'],
  fields: [],
  closesAt: at + 30 * minute,
};

export const choice: ChoiceCard = {
  kind: 'choice',
  purpose: 'which:2:ask',
  value: '01JD8Q4F3W.which@1',
  step: { id: 'which', number: 3, of: 4, title: 'Which way?' },
  raisedAt: at,
  question: 'Where should the traffic go?',
  options: [
    { id: 'drain', label: 'To eu-west-1b', suggested: true, leads: '2 steps' },
    { id: 'stop', label: 'Nowhere', suggested: false, leads: 'the run ends as stopped' },
  ],
  assign: ['oncall'],
  closesAt: at + 30 * minute,
};

export const view: RunView = {
  run: '01JD8Q4F3W',
  short: '4F3W',
  revision: 7,
  title: 'Restart Kafka',
  runbook: { id: 'kafka', digest: 'd' },
  links: [],
  environment: { id: 'prod', account: '111122223333', region: 'us-east-1' },
  reason: 'drill',
  startedBy: { id: 'U01ALICE', name: 'Alice' },
  startedAt: at,
  phase: 'running',
  halting: false,
  headline: 'Waiting for approval · step 2 of 4',
  inputs: [{ name: 'dependents', title: 'Dependents', value: 'evaluator, sender' }],
  steps: [
    { id: 'zookeeper', number: 1, title: 'Restart Zookeeper', status: 'passed' },
    { id: 'kafka', number: 2, title: 'Restart Kafka', status: 'waiting', detail: '1 of 1 running' },
  ],
  cards: [approval],
};
