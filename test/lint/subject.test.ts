import { describe, expect, it } from '@jest/globals';
import type { Subject } from '#lint/rule.ts';
import { subjectOf } from '#lint/subject.ts';
import { loadConfig } from '#runbook/load-config.ts';
import { openRunbook } from '#runbook/open.ts';
import { casesIn, textOf } from '../runbook/golden.ts';
import { signatures } from '../runbook/signatures.ts';

const { config } = loadConfig(textOf(casesIn('.'), 'stepward.yml'), 'stepward.yml');

function subject(text: string): Subject | undefined {
  const context = { signatures, ...(config && { config }) };
  return subjectOf(openRunbook(text, 'a.yml', context), { file: 'a.yml', ...context });
}

const head = 'runbook: a\nversion: 1\ntitle: A\nenvironment: prod\n';
const ids = (text: string): readonly string[] => subject(text)?.steps.map(({ step }) => step.id) ?? [];

describe('what rules look at', () => {
  it('is every step in written order, with where it stands and what stands around it', () => {
    const found = subject(`${head}steps:
  - { id: one, wait: 1s }
  - id: both
    steps:
      - { id: two, wait: 1s }
      - id: three
        action: ecs.restart-service
        with: { cluster: c, service: s }
        undo: { steps: [{ id: back, manual: put it back }] }
finally:
  - { id: last, wait: 1s }
`);
    const facts = found?.steps.map(({ at, step, part, around, before, after }) => [
      at,
      step.id,
      part,
      [around, before, after].map((list) => list.map((each) => each.step.id).join(' ')),
    ]);
    expect(facts).toEqual([
      ['/steps/0', 'one', 'steps', ['', '', 'both']],
      ['/steps/1', 'both', 'steps', ['', 'one', '']],
      ['/steps/1/steps/0', 'two', 'steps', ['both', '', 'three']],
      ['/steps/1/steps/1', 'three', 'steps', ['both', 'two', '']],
      ['/steps/1/steps/1/undo/steps/0', 'back', 'undo', ['both three', '', '']],
      ['/finally/0', 'last', 'finally', ['', '', '']],
    ]);
    expect(found).toMatchObject({ whole: true, environments: [{ id: 'prod' }] });
  });

  it('is without the steps that have mistakes of their own, and says so', () => {
    const text = `${head}steps:
  - { id: one, wait: soon }
  - id: both
    steps:
      - { id: two, wiat: 1s }
      - { id: three, wait: 1s }
  - nothing
`;
    expect(ids(text)).toEqual(['both', 'three']);
    const found = subject(text);
    expect(found?.whole).toBe(false);
    expect(found?.steps.map(({ at }) => at)).toEqual(['/steps/1', '/steps/1/steps/1']);
    expect(found?.runbook.steps).toMatchObject([{ id: 'both', steps: [{ id: 'three' }] }]);
  });

  it.each([
    ['no title', head.replace('title: A\n', ''), { title: 'Untitled' }],
    ['an id that is not the name of the file', head.replace('runbook: a', 'runbook: b'), { id: 'b' }],
    ['a timeout that is none', `${head}timeout: soon\n`, { timeout: 86_400_000 }],
    ['an environment that there is not', head.replace('prod', '[prod, lab]'), { environments: ['prod'] }],
    [
      'an input that is none',
      `${head}inputs: { x: { type: text }, y: { type: string } }\n`,
      { inputs: [{ name: 'y' }] },
    ],
    ['a policy that loosens', `${head}policy: { approve: { within: 10h } }\n`, { approve: [] }],
  ])('has a neutral header where the text has %s', (_, broken, meant) => {
    const found = subject(`${broken}steps:\n  - { id: one, wait: 1s }\n`);
    expect(found?.whole).toBe(false);
    expect(found?.runbook).toMatchObject({ ...meant, steps: [{ id: 'one' }] });
  });

  it.each([['a list'], ['- a'], ['x: ['], ['']])('is nothing where the text is no mapping: %s', (text) => {
    expect(subject(text)).toBeUndefined();
  });

  it('is nothing where there are more steps than a run can have', () => {
    const list = (count: number) => Array.from({ length: count }, (_, i) => `  - { id: s${i}, wait: 1s }\n`).join('');
    expect(subject(`${head}steps:\n${list(200)}`)?.steps).toHaveLength(200);
    expect(subject(`${head}steps:\n${list(201)}`)).toBeUndefined();
  });

  it('is a runbook without steps where there are none', () => {
    expect(ids(head)).toEqual([]);
    expect(ids(`${head}steps: later\n`)).toEqual([]);
    expect(ids('steps: []\n')).toEqual([]);
  });
});
