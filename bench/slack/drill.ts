/* Twenty people in twenty channels, and a runbook that asks one of them how to go on. */

export const channelIds = Array.from({ length: 20 }, (_, index) => `C0BENCH${String(index).padStart(2, '0')}`);
export const people = Array.from({ length: 20 }, (_, index) => `U0BENCH${String(index).padStart(2, '0')}`);

export const config = `environments:
  prod:
    account: "111122223333"
    region: us-east-1
    channels: [${channelIds.join(', ')}]
    start: { groups: [oncall] }
    approve: { groups: [oncall], count: 1, requester: false, within: 60m, valid_for: 10m }
groups:
  oncall: { users: [${people.join(', ')}] }
`;

export const runbook = `runbook: drill
version: 1
title: Drill
environment: [prod]
steps:
  - id: decide
    title: Decide
    choose:
      question: Go on?
      suggest: leave-it
      options:
        - { id: wait-for-it, label: Wait, steps: [{ id: pause, wait: 1h }] }
        - { id: leave-it, label: Leave it, end: stopped }
`;
