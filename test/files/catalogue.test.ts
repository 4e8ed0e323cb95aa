import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Failure } from '#domain/failure.ts';
import { openCatalogue } from '#files/catalogue.ts';
import { casesIn, textOf } from '../runbook/golden.ts';
import { signatures } from '../runbook/signatures.ts';

const config = textOf(casesIn('.'), 'stepward.yml');
const good = (id: string): string =>
  `runbook: ${id}\nversion: 1\ntitle: Title of ${id}\nsummary: A summary\nenvironment: prod\nsteps: [{ id: pause, wait: 5s }]\n`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stepward-files-'));
  write('stepward.yml', config);
  write('runbooks/one.yml', good('one'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const open = () => openCatalogue(join(folder, 'runbooks'), signatures);
const ids = (catalogue: ReturnType<typeof open>): readonly string[] => catalogue.list().map(({ id }) => id);

describe('a catalogue', () => {
  it('offers the runbooks of a folder and its subfolders under the nearest stepward.yml upwards', () => {
    write('runbooks/kafka/two.yaml', good('two'));
    const catalogue = open();
    expect(catalogue.list()).toEqual([
      { id: 'two', title: 'Title of two', summary: 'A summary', environments: ['prod'] },
      { id: 'one', title: 'Title of one', summary: 'A summary', environments: ['prod'] },
    ]);
    expect(catalogue.rejected()).toEqual([]);
    expect(catalogue.config.environments.map(({ id }) => id)).toEqual(['prod', 'staging']);
  });

  it('gives a runbook with its text, file and digest', () => {
    expect(open().get('one')).toMatchObject({
      runbook: { id: 'one' },
      text: good('one'),
      file: join(folder, 'runbooks', 'one.yml'),
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(open().get('nobody')).toBeUndefined();
  });

  it('tells the commit of a file only where it is known', () => {
    const catalogue = openCatalogue(join(folder, 'runbooks'), signatures, (file) =>
      file.endsWith('one.yml') ? 'abc' : undefined,
    );
    expect(catalogue.get('one')?.commit).toBe('abc');
    expect(open().get('one')).not.toHaveProperty('commit');
  });

  describe('of runbooks that inline others', () => {
    const holding = good('two').replace('{ id: pause, wait: 5s }', '{ id: in_one, runbook: one }');
    const digestOf = (catalogue: ReturnType<typeof open>): unknown => catalogue.get('two')?.runbook.steps[0];

    it('offers them with what they inline, wherever it is in the folder, and anew when that changes', () => {
      write('runbooks/deep/er/two.yml', holding);
      const catalogue = open();
      const before = digestOf(catalogue);
      expect(before).toMatchObject({
        uses: 'one',
        digest: catalogue.get('one')?.digest,
        steps: [{ id: 'in_one-pause' }],
      });
      write('runbooks/one.yml', good('one').replace('5s', '6s'));
      catalogue.reload();
      expect(digestOf(catalogue)).not.toEqual(before);
    });

    it('does not offer them where that is wrong or missing', () => {
      const file = write('runbooks/two.yml', holding);
      write('runbooks/one.yml', good('one').replace('5s', 'soon'));
      const [first] = open()
        .rejected()
        .filter((each) => each.file === file);
      expect(first?.findings.map(({ message }) => message)).toEqual([
        `"one" has mistakes of its own: see ${join(folder, 'runbooks', 'one.yml')}`,
      ]);
      unlinkSync(join(folder, 'runbooks', 'one.yml'));
      expect(
        open()
          .rejected()
          .map(({ findings }) => findings[0]?.message),
      ).toEqual(['there is no runbook "one"']);
    });

    it('knows their commit only where it knows that of all they inline', () => {
      write('runbooks/two.yml', holding);
      const commits = (known: string) =>
        openCatalogue(join(folder, 'runbooks'), signatures, (file) => (file.includes(known) ? 'abc' : undefined));
      expect(commits('.yml').get('two')?.commit).toBe('abc');
      expect(commits('two.yml').get('two')).not.toHaveProperty('commit');
    });
  });

  it('leaves out tests, hidden files and folders, and what is not YAML', () => {
    for (const name of [
      'one.test.yml',
      '.hidden.yml',
      '.git/two.yml',
      'node_modules/a/three.yml',
      'README.md',
      'sub/stepward.yml',
    ])
      write(`runbooks/${name}`, 'not: a runbook');
    expect(ids(open())).toEqual(['one']);
    expect(open().rejected()).toEqual([]);
  });

  it('does not offer a file with errors but says what is wrong with it', () => {
    const file = write('runbooks/bad.yml', good('bad').replace('5s', 'soon'));
    const catalogue = open();
    expect(ids(catalogue)).toEqual(['one']);
    expect(catalogue.rejected()).toEqual([
      { file, findings: [expect.objectContaining({ rule: 'wrong-type', line: 6 })] },
    ]);
  });

  it('offers neither of two runbooks with one id', () => {
    const file = write('runbooks/kafka/one.yml', `# Again\n${good('one')}`);
    const catalogue = open();
    expect(ids(catalogue)).toEqual([]);
    expect(
      catalogue.rejected().map(({ findings }) => findings.map(({ rule, line, column }) => [rule, line, column])),
    ).toEqual([[['duplicate-id', 2, 10]], [['duplicate-id', 1, 10]]]);
    expect(catalogue.rejected()[1]?.findings[0]?.message).toBe(`${file} has the id "one" too`);
  });

  it('reads the folder anew', () => {
    const catalogue = open();
    const before = catalogue.get('one');
    write('runbooks/one.yml', good('one').replace('Title', 'Another title'));
    write('runbooks/two.yml', good('two'));
    expect(ids(catalogue)).toEqual(['one']);
    catalogue.reload();
    expect(ids(catalogue)).toEqual(['one', 'two']);
    expect(catalogue.get('one')?.digest).not.toBe(before?.digest);
  });

  it('stays as it was where reading anew fails', () => {
    const catalogue = open();
    write('stepward.yml', 'environments: {}\n');
    expect(failureOf(() => catalogue.reload())).toMatchObject({ code: 'bad-config' });
    expect(ids(catalogue)).toEqual(['one']);
    expect(catalogue.config.environments).toHaveLength(2);
  });
});

describe('a folder that cannot be opened', () => {
  it('is not there', () => {
    const failure = failureOf(() => openCatalogue(join(folder, 'nowhere'), signatures));
    expect(failure).toMatchObject({ kind: 'user', code: 'no-folder' });
  });

  it('has no stepward.yml above it', () => {
    unlinkSync(join(folder, 'stepward.yml'));
    expect(failureOf(open)).toMatchObject({ kind: 'user', code: 'no-config' });
  });

  it('has one that is wrong, and where', () => {
    const file = write('stepward.yml', config.replace('us-east-1', 'useast'));
    expect(failureOf(open)).toMatchObject({
      kind: 'user',
      code: 'bad-config',
      message: `${file}:4:13 \`region\` is an AWS region such as us-east-1, not "useast".`,
    });
  });
});

function failureOf(act: () => unknown): Failure | undefined {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown;
    throw thrown;
  }
  return undefined;
}
