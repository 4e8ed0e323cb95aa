import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { catalogue } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import { lintFiles } from '#lint/lint.ts';
import { loadConfig } from '#runbook/load-config.ts';

/*
 * How long linting takes: one runbook in a process of its own (cold), and many of 30 steps in one that runs (warm); beside it, on the same files,
 * a bare Node that loads Ajv, ajv-cli and Spectral with the schema of the same language. What they check is a part of what the linter does.
 */

const rounds = 5;
const count = 100;
const root = resolve(import.meta.dirname, '..');
const peers = join(root, 'bench/peers');
const schema = join(root, 'schemas/runbook.schema.json');

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Ten times a restart that is proven, a check and a pause. Each runbook has ids of its own, so that nothing kept of one serves another. */
function runbookText(id: string): string {
  const prefix = id.replaceAll('-', '_');
  const steps = Array.from({ length: 10 }, (_, i) =>
    [
      `  - id: ${prefix}_${i}`,
      `    title: "Restart \${{ inputs.service }} (${i})"`,
      '    impact: Its clients wait for about a minute.',
      '    action: ecs.restart-service',
      '    with: { service: "${{ inputs.service }}" }',
      '    verify:',
      '      - check: logs.wait-for',
      '        with: { group: "${{ environment.values.logs }}/api", pattern: started }',
      '        within: 2m',
      `  - id: healthy_${prefix}_${i}`,
      '    title: It runs what it should',
      '    check: ecs.services-healthy',
      '    with: { services: ["${{ inputs.service }}"] }',
      '    within: 5m',
      `  - id: look_${prefix}_${i}`,
      '    title: Look at the dashboard',
      `    if: "\${{ steps.${prefix}_${i}.outcome == 'passed' && inputs.careful }}"`,
      '    manual: Is the latency below 300 ms?',
      '    assign: [sre]',
    ].join('\n'),
  );
  return [
    `runbook: ${id}`,
    'version: 1',
    'title: Restart a service, slowly',
    'summary: When a service hangs and nobody knows why.',
    'owner: platform',
    'environment: prod',
    'timeout: 4h',
    'inputs:',
    '  service: { type: string, title: Service, description: Which one., pattern: "[a-z-]+", max_length: 60 }',
    '  careful: { type: boolean, title: Careful, description: Whether people look after each., default: true }',
    'defaults: { with: { cluster: "${{ environment.values.cluster }}" } }',
    'steps:',
    ...steps,
    '',
  ].join('\n');
}

/** Milliseconds by the clock, and those that a processor worked: on a machine with other work only these can be compared. */
interface Took {
  readonly wall: number;
  readonly cpu: number;
}

/** What `times` says of the children of a shell, on its second line: `0m0.51s 0m0.07s`, user and system. */
const cpuOf = (times: string): number =>
  [...(times.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)]
    .map(([, minutes, seconds]) => (Number(minutes) * 60 + Number(seconds)) * 1_000)
    .reduce((sum, ms) => sum + ms, 0);

function take(name: string, words: readonly string[]): Took {
  const timed = '"$@" >/dev/null 2>&1; status=$?; times; exit $status';
  const began = performance.now();
  const { status, stdout } = spawnSync('sh', ['-c', timed, 'sh', ...words], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${words.join(' ')}`);
  return { wall: performance.now() - began, cpu: cpuOf(stdout) };
}

const medianOf = (taken: readonly Took[]): Took => ({
  wall: median(taken.map(({ wall }) => wall)),
  cpu: median(taken.map(({ cpu }) => cpu)),
});

/** The medians of processes, of several rounds in turn, so that noise meets all alike. */
function measure(programs: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, Took>> {
  const taken = new Map(Object.keys(programs).map((name) => [name, [] as Took[]]));
  for (let round = 0; round < rounds; round++)
    for (const [name, words] of Object.entries(programs)) taken.get(name)?.push(take(name, words));
  return Object.fromEntries([...taken].map(([name, each]) => [name, medianOf(each)]));
}

/** The same of work in this process. */
function takeHere(work: () => void): Took {
  const [began, before] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - began, cpu: (user + system) / 1_000 };
}

const folder = mkdtempSync(join(tmpdir(), 'stepward-bench-lint-'));
try {
  if (!existsSync(join(peers, 'node_modules')))
    spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: peers, stdio: 'inherit' });
  const bin = (name: string): string => join(peers, 'node_modules/.bin', name);
  const config = readFileSync(join(root, 'runbooks/stepward.yml'), 'utf8');
  writeFileSync(join(folder, 'stepward.yml'), config);
  const names = Array.from({ length: count }, (_, i) => `restart-${i}`);
  const texts = names.map((id) => ({ file: join(folder, `${id}.yml`), text: runbookText(id) }));
  for (const { file, text } of texts) writeFileSync(file, text);
  const one = texts[0]?.file ?? '';
  const ruleset = join(folder, 'spectral.json');
  const functionOptions = {
    schema: JSON.parse(readFileSync(schema, 'utf8')),
    dialect: 'draft2020-12',
    allErrors: true,
  };
  const shape = { given: '$', severity: 'error', then: { function: 'schema', functionOptions } };
  writeFileSync(ruleset, JSON.stringify({ rules: { shape } }));
  const lint = [process.execPath, join(root, 'bin/stepward.js'), 'lint'];
  const ajv = [bin('ajv'), 'validate', '--spec=draft2020', '--strict=false', '-s', schema];
  const spectral = [bin('spectral'), 'lint', '--quiet', '-r', ruleset];
  const cold = measure({
    'bare Node that loads Ajv': [process.execPath, '-e', "require('ajv/dist/2020')"],
    'stepward lint': [...lint, one],
    'ajv-cli': [...ajv, '-d', one],
    Spectral: [...spectral, one],
  });
  const many = measure({
    'stepward lint': [...lint, folder],
    'ajv-cli': [...ajv, '-d', join(folder, 'restart-*.yml')],
    Spectral: [...spectral, join(folder, 'restart-*.yml')],
  });
  const read = loadConfig(config, 'stepward.yml').config;
  const context = { signatures: signatures(catalogue), ...(read ? { config: read } : {}) };
  const warm = Array.from({ length: rounds }, () =>
    takeHere(() => {
      const errors = lintFiles(texts, context).filter(({ severity }) => severity === 'error');
      if (errors.length > 0) throw new Error('the runbooks of this benchmark have errors');
    }),
  );
  const perSecond = (ms: number): string => `${Math.round((count * 1_000) / ms)} a second`;
  const bare = cold['bare Node that loads Ajv']?.cpu ?? 1;
  const say = (name: string, { wall, cpu }: Took, more: string): void =>
    console.log(
      `  ${name.padEnd(26)} ${wall.toFixed(0).padStart(6)} ms, ${cpu.toFixed(0).padStart(5)} of CPU  ${more}`,
    );
  console.log(`${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, medians of ${rounds} rounds\n`);
  console.log('One runbook of 30 steps, a process each');
  for (const [name, took] of Object.entries(cold)) say(name, took, `${(took.cpu / bare).toFixed(2)} × bare`);
  console.log(`\n${count} runbooks of 30 steps, one process, its start included`);
  for (const [name, took] of Object.entries(many)) say(name, took, perSecond(took.cpu));
  console.log('\nThe same in a process that runs already');
  say('stepward lint', medianOf(warm), perSecond(medianOf(warm).cpu));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
