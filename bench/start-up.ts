import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * What starting costs: memory and processor time of a process with none, one, five and all clients of the SDK, and of the bot's own modules. Each row is a process of its
 * own, the median of five. Run: npx node bench/start-up.ts
 */
const clients = [
  'ecs',
  'ssm',
  'cloudwatch-logs',
  'secrets-manager',
  'ecr',
  'elastic-load-balancing-v2',
  'cloudwatch',
  'servicediscovery',
  'application-auto-scaling',
  'cloudtrail',
  'iam',
  'sfn',
  'ec2',
].map((name) => `@aws-sdk/client-${name}`);

const sts = '@aws-sdk/client-sts';
const bot = new URL('../src/bot.ts', import.meta.url).href;

const rows: readonly (readonly [what: string, modules: readonly string[]])[] = [
  ['Node alone', []],
  ['STS', [sts]],
  ['STS and 1 client (ecs)', [sts, ...clients.slice(0, 1)]],
  ['STS and 5 clients', [sts, ...clients.slice(0, 5)]],
  [`STS and all ${clients.length} clients`, [sts, ...clients]],
  ['the bot', [bot]],
  ['the bot and 5 clients', [bot, ...clients.slice(0, 5)]],
  [`the bot and all ${clients.length} clients`, [bot, ...clients]],
];

interface Cost {
  readonly ms: number;
  readonly mb: number;
}

async function measure(modules: readonly string[]): Promise<Cost> {
  const code = `
    const began = process.cpuUsage();
    for (const name of ${JSON.stringify(modules)}) await import(name);
    const { user, system } = process.cpuUsage(began);
    const ms = (user + system) / 1_000;
    globalThis.gc();
    console.log(JSON.stringify({ ms, mb: process.memoryUsage.rss() / 2 ** 20 }));
    process.exit();`;
  const flags = ['--expose-gc', '--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code];
  const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: new URL('..', import.meta.url) });
  return JSON.parse(stdout);
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

console.log('| process | memory (RSS) | processor time to load |\n| --- | ---: | ---: |');
for (const [what, modules] of rows) {
  const costs: Cost[] = [];
  for (let n = 0; n < 5; n += 1) costs.push(await measure(modules));
  const mb = Math.round(median(costs.map((cost) => cost.mb)));
  const ms = Math.round(median(costs.map((cost) => cost.ms)));
  console.log(`| ${what} | ${mb} MB | ${ms} ms |`);
}
