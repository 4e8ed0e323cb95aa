import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

const rounds = 9;
const count = 100;
const root = resolve(import.meta.dirname, '..');
const peers = join(root, 'bench/peers');
const schema = join(root, 'schemas/runbook.schema.json');

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Ten times a restart that is proven, a check and a pause. */
function runbookText(id: string): string {
  const steps = Array.from({ length: 10 }, (_, i) =>
    [
      `  - id: restart_${i}`,
      `    title: "Restart \${{ inputs.service }} (${i})"`,
      '    impact: Its clients wait for about a minute.',
      '    action: ecs.restart-service',
      '    with: { service: "${{ inputs.service }}" }',
      '    verify:',
      '      - check: logs.wait-for',
      '        with: { group: "${{ environment.values.logs }}/api", pattern: started }',
      '        within: 2m',
      `  - id: healthy_${i}`,
      '    title: It runs what it should',
      '    check: ecs.services-healthy',
      '    with: { services: ["${{ inputs.service }}"] }',
      '    within: 5m',
      `  - id: look_${i}`,
      '    title: Look at the dashboard',
      `    if: "\${{ steps.restart_${i}.outcome == 'passed' && inputs.careful }}"`,
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

interface Took {
  readonly wall: number;
  readonly status: number | null;
}

function take(program: string, words: readonly string[]): Took {
  const began = performance.now();
  const { status } = spawnSync(program, words, { cwd: root, stdio: 'ignore' });
  return { wall: performance.now() - began, status };
}

/** Median milliseconds of a process, of several rounds in turn, so that noise meets all alike. */
function measure(programs: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, number>> {
  const taken = new Map(Object.keys(programs).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++)
    for (const [name, [program = '', ...words]] of Object.entries(programs)) {
      const { wall, status } = take(program, words);
      if (status !== 0) throw new Error(`${name} ended with ${status}: ${program} ${words.join(' ')}`);
      taken.get(name)?.push(wall);
    }
  return Object.fromEntries([...taken].map(([name, walls]) => [name, median(walls)]));
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
  mkdirSync(join(folder, 'rules'));
  const ruleset = join(folder, 'rules/spectral.mjs');
  const functions = join(peers, 'node_modules/@stoplight/spectral-functions/dist/index.js');
  writeFileSync(
    ruleset,
    `import functions from ${JSON.stringify(functions)};\nimport { readFileSync } from 'node:fs';\nconst schema = JSON.parse(readFileSync(${JSON.stringify(schema)}, 'utf8'));\nexport default { rules: { shape: { given: '$', severity: 'error', then: { function: functions.schema, functionOptions: { schema, dialect: 'draft2020-12', allErrors: true } } } } };\n`,
  );
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
  const warm = Array.from({ length: rounds }, () => {
    const began = performance.now();
    const { length } = lintFiles(texts, context).filter(({ severity }) => severity === 'error');
    if (length > 0) throw new Error('the runbooks of this benchmark have errors');
    return performance.now() - began;
  });
  const perSecond = (ms: number): string => `${Math.round((count * 1_000) / ms)} a second`;
  const bare = cold['bare Node that loads Ajv'] ?? 1;
  console.log(`${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, medians of ${rounds} rounds\n`);
  console.log('One runbook of 30 steps, a process each');
  for (const [name, ms] of Object.entries(cold))
    console.log(`  ${name.padEnd(26)} ${ms.toFixed(0).padStart(6)} ms  ${(ms / bare).toFixed(2)} × bare`);
  console.log(`\n${count} runbooks of 30 steps, one process, its start included`);
  for (const [name, ms] of Object.entries(many))
    console.log(`  ${name.padEnd(26)} ${ms.toFixed(0).padStart(6)} ms  ${perSecond(ms)}`);
  console.log('\nThe same in a process that runs already');
  console.log(`  ${'stepward lint'.padEnd(26)} ${median(warm).toFixed(0).padStart(6)} ms  ${perSecond(median(warm))}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
