import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import type { Log, Result } from 'sarif';
import { githubReport } from '#cli/lint/report/github.ts';
import { jsonReport } from '#cli/lint/report/json.ts';
import { junitReport } from '#cli/lint/report/junit.ts';
import type { Reported } from '#cli/lint/report/reported.ts';
import { sarifReport } from '#cli/lint/report/sarif.ts';
import { textReport } from '#cli/lint/report/text.ts';
import { thisTool } from '#cli/lint/tool.ts';
import type { Finding } from '#domain/finding.ts';

const finding = (also: Partial<Finding>): Finding => ({
  rule: 'blind-wait',
  severity: 'error',
  file: 'a.yml',
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 2,
  message: 'something is wrong',
  ...also,
});

const reported = (text: string, ...findings: readonly Partial<Finding>[]): Reported => ({
  findings: findings.map(finding),
  texts: new Map([['a.yml', text]]),
});

const none = reported('runbook: a\n');

describe('the text', () => {
  const shown = (text: string, also: Partial<Finding>): string => textReport(reported(text, also));

  it('shows the line with marks below what is meant, what to type, and how many there are', () => {
    const mistake = { line: 2, column: 8, endLine: 2, endColumn: 13, hint: 'type something else' };
    expect(shown('runbook: a\ntitle: wrong\n', mistake)).toBe(
      [
        'a.yml:2:8: something is wrong [blind-wait]',
        '2 | title: wrong',
        '  |        ^~~~~',
        '  = type something else',
        '1 error in 1 file.',
      ].join('\n'),
    );
  });

  it.each([
    ['tabs', '\ta: wrong', [5, 10], ['1 |     a: wrong', '  |        ^~~~~']],
    ['wide characters', '日本: 間違い', [5, 8], ['1 | 日本: 間違い', '  |       ^~~~~~']],
    ['emoji of several characters', '👩‍👩‍👧: x', [11, 12], ['1 | 👩‍👩‍👧: x', '  |     ^']],
    ['marks that combine', 'e\u0301: x', [5, 6], ['1 | e\u0301: x', '  |    ^']],
    ['nothing', 'a:', [3, 3], ['1 | a:', '  |   ^']],
  ])('puts the marks below the word after %s', (_, text, [column = 1, endColumn = 1], lines) => {
    expect(shown(text, { column, endColumn }).split('\n').slice(1, 3)).toEqual(lines);
  });

  it('marks what goes on in the next line to the end of this one', () => {
    expect(shown('a: |\n  b\n', { column: 4, endLine: 2, endColumn: 4 })).toContain('  |    ^\n');
    expect(shown('abc: x\nd\n', { column: 2, endLine: 2, endColumn: 2 })).toContain('  |  ^~~~~\n');
  });

  it('shows of a long line what is around the word', () => {
    const [, line = '', marks = ''] = shown(`${'x'.repeat(500)}HERE${'y'.repeat(500)}`, {
      column: 501,
      endColumn: 505,
    }).split('\n');
    expect(line).toMatch(/^1 \| …x+HEREy+…$/);
    expect(line.length).toBeLessThan(140);
    expect(marks.indexOf('^')).toBe(line.indexOf('HERE'));
    expect(marks.trim()).toMatch(/^\| +\^~~~$/);
  });

  it('cuts no character in two', () => {
    const text = shown(`${'😀'.repeat(100)}x${'😀'.repeat(100)}`, { column: 202, endColumn: 203 });
    expect(text.isWellFormed()).toBe(true);
  });

  it('shows no control characters, whoever wrote them', () => {
    const text = shown('a: \u001b[31m\u202eb\u0007\r\n', { message: 'there is no "\u001b]0;x\u0007\n::error::"' });
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(text.split('\n')).toHaveLength(4);
  });

  it('is coloured only where that is wished', () => {
    const one = reported('a: b\n', {}, { severity: 'warning' });
    const coloured = textReport(one, true);
    expect(textReport(one)).not.toContain('\u001b');
    expect(coloured).toContain('\u001b[31m^');
    expect(coloured).toContain('\u001b[33m^');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(textReport(one));
  });

  it('counts', () => {
    const total = (...findings: readonly Partial<Finding>[]) =>
      textReport(reported('a: b\n', ...findings))
        .split('\n')
        .at(-1);
    expect(total()).toBe('No findings in 1 file.');
    expect(total({}, {}, { severity: 'warning' })).toBe('2 errors and 1 warning in 1 file.');
    expect(total({ fix: { title: 'Mend', edits: [{ start: 0, end: 1, text: '' }] } })).toBe(
      '1 error in 1 file. --fix mends 1 of them.',
    );
  });
});

describe('the JSON', () => {
  it('is the findings and the files, whatever was found', () => {
    const all = reported('a: b\n', { hint: 'x', fix: { title: 'Mend', edits: [] } });
    expect(JSON.parse(jsonReport(all))).toEqual({ version: 1, files: ['a.yml'], findings: all.findings });
    expect(JSON.parse(jsonReport(none))).toEqual({ version: 1, files: ['a.yml'], findings: [] });
  });
});

describe('the SARIF', () => {
  const tool = { ...thisTool(), home: 'https://example.com/stepward' };
  const logOf = (all: Reported): Log => JSON.parse(sarifReport(all, tool));
  const resultsOf = (all: Reported): readonly Result[] => logOf(all).runs[0]?.results ?? [];

  // As in @microsoft/jest-sarif 1.0.0-beta.0 (MIT): the version of the schema that GitHub's code scanning demands.
  const { $schema, id, ...schema } = JSON.parse(readFileSync('test/lint/sarif-schema-2.1.0.json', 'utf8'));
  const isSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

  const text = 'runbook: a\ntitle: wrong\nsteps: []\n';
  const mistake: Partial<Finding> = {
    line: 2,
    column: 8,
    endLine: 2,
    endColumn: 13,
    hint: 'type something else',
    fix: { title: 'Type something else', edits: [{ start: 18, end: 24, text: 'right\n' }] },
  };

  it.each([
    ['nothing', none],
    ['findings', reported(text, mistake, { severity: 'warning', rule: 'syntax' }, { file: '<stdin>' })],
  ])('is valid against the schema, with %s', (_, all) => {
    isSarif(JSON.parse(sarifReport(all, tool)));
    expect(isSarif.errors).toBeNull();
  });

  it('is not valid by chance: the schema refuses what is none', () => {
    expect(isSarif({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
  });

  it('has a finding with its rule, level, region and change', () => {
    const [result] = resultsOf(reported(text, mistake));
    const artifactLocation = { uri: 'a.yml' };
    expect(result).toMatchObject({
      ruleId: 'blind-wait',
      level: 'error',
      message: { text: 'something is wrong\ntype something else' },
      locations: [
        { physicalLocation: { artifactLocation, region: { startLine: 2, startColumn: 8, endLine: 2, endColumn: 13 } } },
      ],
      fixes: [
        {
          artifactChanges: [
            {
              artifactLocation,
              replacements: [
                {
                  deletedRegion: { startLine: 2, startColumn: 8, endLine: 3, endColumn: 1 },
                  insertedContent: { text: 'right\n' },
                },
              ],
            },
          ],
        },
      ],
    });
    expect(tool.rules[result?.ruleIndex ?? -1]?.id).toBe('blind-wait');
  });

  it('names the page of every rule, and each is there', () => {
    for (const { helpUri = '' } of logOf(none).runs[0]?.tool.driver.rules ?? []) {
      const { pathname, hash } = new URL(helpUri);
      const page = readFileSync(pathname.replace('/stepward/', ''), 'utf8');
      if (hash) expect(page).toContain(`\n## ${hash.slice(1)}\n`);
    }
  });

  it('has fingerprints that hold when lines move, and that tell equal lines apart', () => {
    const prints = (all: Reported) =>
      resultsOf(all).map(({ partialFingerprints }) => partialFingerprints?.['stepward/v1']);
    const moved = { ...mistake, line: 4, endLine: 4 };
    const [before] = prints(reported(text, mistake));
    expect(prints(reported(`# one\n\n${text}`, moved))).toEqual([before]);
    expect(prints(reported(text, { ...mistake, rule: 'other' }))).not.toEqual([before]);
    expect(prints(reported(text.replace('wrong', 'false'), mistake))).not.toEqual([before]);
    const both = prints(reported(`${text}title: wrong\n`, mistake, moved));
    expect(new Set(both).size).toBe(2);
    expect(both[0]).toBe(before);
  });

  it('has paths as URIs', () => {
    const uri = (file: string) =>
      resultsOf({ findings: [finding({ file })], texts: new Map([[file, 'a']]) })[0]?.locations?.[0]?.physicalLocation
        ?.artifactLocation?.uri;
    expect(uri('my runbooks/ä#1.yml')).toBe('my%20runbooks/%C3%A4%231.yml');
    expect(uri('/srv/a.yml')).toBe('file:///srv/a.yml');
    expect(uri('<stdin>')).toBe('%3Cstdin%3E');
  });
});

describe('the annotations of GitHub', () => {
  it('are one command each, with everything escaped that would end it', () => {
    const hostile = reported(
      'a: b\n',
      { file: 'a,b:c%.yml', message: '100%\r\n::error::', hint: 'a: b, c' },
      { severity: 'warning', line: 2, column: 3, endLine: 4, endColumn: 1 },
    );
    expect(githubReport(hostile)).toBe(
      [
        '::error file=a%2Cb%3Ac%25.yml,line=1,endLine=1,col=1,endColumn=1,title=blind-wait::100%25%0D%0A::error::%0Aa: b, c',
        '::warning file=a.yml,line=2,endLine=4,title=blind-wait::something is wrong',
      ].join('\n'),
    );
  });

  it('are none where nothing is found', () => {
    expect(githubReport(none)).toBe('');
  });
});

describe('the JUnit', () => {
  it('has a suite for each file: errors fail, warnings are said', () => {
    expect(
      junitReport(reported('a: b\n', {}, { severity: 'warning', line: 2 })),
    ).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="stepward lint">
  <testsuite name="a.yml" tests="2" failures="1" errors="0" skipped="0">
    <testcase name="blind-wait at 1:1" classname="a.yml"><failure type="blind-wait" message="something is wrong">a.yml:1:1: something is wrong [blind-wait]</failure></testcase>
    <testcase name="blind-wait at 2:1" classname="a.yml"><system-out>warning: a.yml:2:1: something is wrong [blind-wait]</system-out></testcase>
  </testsuite>
</testsuites>`);
  });

  it('has a test that passed where nothing is found', () => {
    expect(junitReport(none)).toContain('<testcase name="no findings" classname="a.yml"/>');
  });

  it('is XML, whatever stands in the names', () => {
    const xml = junitReport(reported('a', { message: '<&>"\u0000\u001b\ud800\ufffe]]>\n' }));
    expect(xml).toContain('message="&lt;&amp;&gt;&quot;\ufffd\ufffd\ufffd\ufffd]]&gt;&#10;"');
  });
});
