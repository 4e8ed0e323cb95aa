import { describe, expect, it } from '@jest/globals';
import { lintFile } from '#lint/lint.ts';
import type { Rule } from '#lint/rule.ts';
import needsStarter from '#lint/rules/approval-needs-starter.ts';
import quorum from '#lint/rules/approval-quorum.ts';
import tooLong from '#lint/rules/approval-too-long.ts';
import tooShort from '#lint/rules/approval-too-short.ts';
import { signatures } from './signatures.ts';

const environment = (approve: string): string => `
environments:
  prod:
    account: "111122223333"
    region: us-east-1
    start: { groups: [oncall] }
    approve: ${approve}
groups:
  oncall: { users: [U01ALICE] }
  sre: { users: [U01ALICE, U02BOB] }
`;

const runbook = (approve: string): string => `
runbook: restart
version: 1
title: Restart
environment: prod
policy: { approve: ${approve} }
steps:
  - { id: kafka, action: ecs.restart-service, with: { cluster: main, service: kafka } }
`;

const found = (rule: Rule, text: string, file: string): readonly string[] =>
  lintFile(text, file, { signatures, rules: [rule] }).map(({ line, message }) => `${line} ${message}`);

/* The case of a rule is one file; these speak of runbooks and of stepward.yml. */
describe('in stepward.yml', () => {
  it('more people are needed than are listed', () => {
    expect(found(quorum, environment('{ groups: [sre], count: 3 }'), 'stepward.yml')).toEqual([
      '7 3 of @sre must approve in "prod": that takes 3 people, and there are only 2',
    ]);
  });

  it('whoever starts is needed to approve', () => {
    expect(found(needsStarter, environment('{ groups: [sre], count: 2 }'), 'stepward.yml')).toEqual([
      '7 nobody can approve in "prod" what "U01ALICE" starts: 2 of @sre must approve, and the requester is not counted',
    ]);
    expect(found(needsStarter, environment('{ groups: [sre], count: 2, requester: true }'), 'stepward.yml')).toEqual(
      [],
    );
    // too few, whoever starts
    expect(found(needsStarter, environment('{ groups: [sre], count: 3 }'), 'stepward.yml')).toEqual([]);
  });

  it('times are too short', () => {
    expect(found(tooShort, environment('[{ groups: [sre], within: 1m }]'), 'stepward.yml')).toHaveLength(1);
    expect(found(tooShort, environment('{ groups: [sre], within: 2m, valid_for: 1m }'), 'stepward.yml')).toEqual([]);
  });
});

describe('in a runbook', () => {
  it('times are too long, without knowing what stepward.yml says', () => {
    const text = runbook('[{ groups: [sre], within: 25h }, { groups: [oncall], valid_for: 2h }]');
    expect(found(tooLong, text, 'restart.yml')).toEqual([
      '6 an ask that stays open for 25 h is approved when nobody remembers why it was asked',
      '6 an approval that holds for 2 h may be used when whoever gave it has gone home',
    ]);
  });
});
