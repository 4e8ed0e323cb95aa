import { describe, expect, it } from '@jest/globals';
import type { ActionStep } from '#domain/runbook.ts';
import { changedBy } from '#lint/facts/services.ts';
import { stepOf, subjectWith } from './subject.ts';

const inputs = 'inputs:\n  names: { type: array, items: string, title: Names, default: [api, web] }\n';

function changed(step: string): readonly string[] {
  const subject = subjectWith(`  - id: step\n    action: ecs.restart-service\n${step}`, inputs);
  return changedBy(stepOf(subject, 'step').step as ActionStep, subject);
}

describe('the services that an action changes', () => {
  it('are the one that it names', () => {
    expect(changed('    with: { cluster: a, service: api }')).toEqual(['api']);
  });

  it('are those of its list, also where the list is the default of an input', () => {
    const step = `    for_each: "\${{ inputs.names + ['jobs'] }}"\n    with: { cluster: a, service: "\${{ item }}-v2" }`;
    expect(changed(step)).toEqual(['api-v2', 'web-v2', 'jobs-v2']);
  });

  it('are called by their expression where only the run knows them', () => {
    expect(changed('    with: { cluster: a, service: "${{ run.reason }}" }')).toEqual(['${{ run.reason }}']);
  });

  it('are called by the expression of their list where only the run knows it', () => {
    const step = '    for_each: "${{ [run.reason] }}"\n    with: { cluster: a, service: "${{ item }}" }';
    expect(changed(step)).toEqual(['${{ [run.reason] }}']);
  });
});
