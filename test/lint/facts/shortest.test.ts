import { describe, expect, it } from '@jest/globals';
import { shortest } from '#lint/facts/shortest.ts';
import { openRunbook } from '#runbook/open.ts';
import { signatures } from '../signatures.ts';

const head = 'runbook: r\nversion: 1\ntitle: R\nenvironment: prod\nsteps:\n';

/** In seconds. */
function least(steps: string): number {
  const { document, findings, build } = openRunbook(head + steps, 'r.yml', { signatures });
  if (findings.length > 0) throw new Error(findings.map(({ message }) => message).join());
  return shortest(build(Object(document.value)).steps) / 1_000;
}

const action = 'action: ecs.restart-service, with: { cluster: c, service: s }, settle: 30s';

describe('the shortest time of steps', () => {
  it('is that of their pauses and settling, one after another', () => {
    expect(least(`  - { id: a, ${action} }\n  - { id: b, wait: 1m }\n`)).toBe(90);
  });

  it('does not count what may be skipped, or what waits for the world', () => {
    expect(
      least(`
  - { id: a, wait: 1m, if: "\${{ environment.id == 'prod' }}" }
  - { id: b, check: ecs.services-healthy, with: { cluster: c, services: [s] }, within: 10m }
`),
    ).toBe(0);
  });

  it('counts a list that is written down by its lanes, and one that is not as empty', () => {
    expect(least(`  - { id: a, ${action}, for_each: [x, y, z], max_parallel: 2 }\n`)).toBe(60);
    expect(least(`  - { id: a, ${action}, for_each: "\${{ environment.values.list }}" }\n`)).toBe(0);
  });

  it('is that of the longest branch, and of the shortest option', () => {
    expect(
      least(`
  - id: both
    parallel:
      left: [{ id: a, wait: 1m }]
      right: [{ id: b, wait: 2m }]
  - id: one
    choose:
      question: Which?
      options:
        - { id: slow, label: Slow, steps: [{ id: c, wait: 10m }] }
        - { id: fast, label: Fast, steps: [{ id: d, wait: 5s }] }
`),
    ).toBe(125);
  });
});
