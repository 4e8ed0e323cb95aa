import { describe, expect, it } from '@jest/globals';
import { loadTests } from '#runbook/tests/load.ts';
import { benchFor, config, practice } from './bench.ts';

const { runbook } = benchFor(
  'look-first',
  `inputs: { service: { type: string, title: Service, default: sender } }
steps:
  - { id: look, manual: Look at it., assign: [oncall], timeout: 30m }
  - { id: done, check: ecs.services-healthy, with: { cluster: c, services: ["\${{ inputs.service }}"] }, within: 1m }
`,
);

const context = {
  config,
  practice,
  runbooks: new Map([
    ['look-first', runbook],
    ['broken', undefined],
  ]),
};

/** `line:column rule: message`, with the hint after a slash. */
const findings = (text: string, known: object = context): readonly string[] =>
  loadTests(text, 'look-first.test.yml', known).findings.map(
    ({ line, column, rule, message, hint }) => `${line}:${column} ${rule}: ${message}${hint ? ` / ${hint}` : ''}`,
  );

const file = (test: string, head = 'runbook: look-first\nworld: alerting-platform'): string =>
  `${head}\ntests:\n  - name: it\n    as: alice\n    environment: prod\n${test}    expect: { writes: 0 }\n`;

describe('a file of tests', () => {
  it('without mistakes is read', () => {
    const loaded = loadTests(file(''), 'look-first.test.yml', context);
    expect(loaded.findings).toEqual([]);
    expect(loaded.tests?.tests).toMatchObject([{ name: 'it', reason: 'test', people: [], faults: [] }]);
    expect(loaded.place('/tests/0/expect/writes')).toEqual({ line: 7, column: 15 });
    expect(loaded.place('/tests/0/people')).toEqual({ line: 4, column: 5 });
  });

  it('has the shape of its schema', () => {
    expect(findings('runbook: look-first\nworld: alerting-platform\ntests: []\n')).toEqual([
      '3:8 wrong-value: `tests` is empty',
    ]);
    expect(findings(file('    poeple: []\n'))).toEqual([
      '7:5 unknown-key: a test has no key "poeple" / did you mean "people"?',
    ]);
    expect(findings(file('    people: [{ who: bob, does: aprove, at: look, after: 5min }]\n'))).toEqual([
      expect.stringMatching(/^7:32 not-one-of: .* \/ did you mean "approve"\?$/),
      expect.stringMatching(/^7:57 wrong-type: `after` is a duration/),
    ]);
    expect(findings('runbook: look-first\nworld: alerting-platform\ntests:\n  - { name: it }\n')).toEqual([
      expect.stringMatching(/needs `as`/),
      expect.stringMatching(/needs `environment`/),
      expect.stringMatching(/needs `expect`/),
    ]);
    expect(findings('runbook: [')).toEqual([expect.stringMatching(/^1:\d+ syntax/)]);
  });

  it('names what there is', () => {
    expect(findings(file('', 'runbook: look-frist\nworld: alerting-platfrom'))).toEqual([
      '1:10 unknown-runbook: there is no runbook "look-frist" / did you mean "look-first"?',
      '2:8 unknown-world: there is no world "alerting-platfrom" / did you mean "alerting-platform"?',
    ]);
    expect(findings(file('', 'runbook: broken\nworld: alerting-platform'))).toEqual([
      '1:10 broken-runbook: the runbook "broken" has mistakes, so it cannot be tested',
    ]);
    expect(
      findings(file('').replace('as: alice', 'as: alcie').replace('environment: prod', 'environment: prd')),
    ).toEqual([
      '5:9 unknown-person: there is no person "alcie" / did you mean "alice"?',
      '6:18 unknown-environment: there is no environment "prd" in stepward.yml / did you mean "prod"?',
    ]);
    expect(findings(file('    inputs: { servise: x }\n'))).toEqual([
      '7:15 unknown-input: there is no input "servise" in look-first / did you mean "service"?',
    ]);
    expect(findings(file('    faults: [{ at: lok, when: asked, do: deni }]\n'))).toEqual([
      '7:20 unknown-step: there is no step "lok" in look-first / did you mean "look"?',
      '7:42 unknown-fault: there is no fault "deni" / did you mean "deny"?',
    ]);
  });

  it('expects of steps, people and groups that there are', () => {
    const expected = `{ asked: [{ step: loook, of: oncal }], held: [{ step: dnoe }], refused: [{ who: bobb, at: look }], steps: { lock: passed } }`;
    expect(findings(file('').replace('{ writes: 0 }', expected)).map((line) => line.replace(/^\S+ /, ''))).toEqual([
      'unknown-step: there is no step "loook" in look-first / did you mean "look"?',
      'unknown-group: there is no group "oncal" in stepward.yml / did you mean "oncall"?',
      'unknown-step: there is no step "dnoe" in look-first / did you mean "done"?',
      'unknown-person: there is no person "bobb" / did you mean "bob"?',
      'unknown-step: there is no step "lock" in look-first / did you mean "look"?',
    ]);
  });

  it('has people do what they can be asked for', () => {
    const people = (text: string): readonly string[] => findings(file(`    people: [{ ${text} }]\n`));
    expect(people('who: bob, does: approve, at: look')).toEqual([
      '7:32 cannot-happen: nobody is asked to approve at "look": it is a manual step',
    ]);
    expect(people('who: bob, does: choose, at: look, with: { option: a }')).toEqual([
      '7:32 cannot-happen: nobody is asked to choose at "look": it is a manual step',
    ]);
    expect(people('who: bob, does: choose, at: "*"')).toEqual([
      '7:32 missing-key: choosing needs `with: { option: … }`',
    ]);
    expect(people('who: bob, does: done, at: look, when: asked')).toEqual([
      '7:48 cannot-happen: only `stop` has a `when`: everything else answers a card',
    ]);
  });

  it('calls no two tests the same', () => {
    const twice = `${file('')}  - { name: it, as: bob, environment: prod, expect: { writes: 0 } }\n`;
    expect(findings(twice)).toEqual(['8:13 duplicate-test: another test is called "it" already']);
  });

  it('is not blamed for names of which nothing is known', () => {
    expect(findings(file('    faults: [{ at: x, when: asked, do: y }]\n', 'runbook: z\nworld: w'), {})).toEqual([]);
  });
});
