import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { faultsOf } from '../test/lint/fuzz/faults.ts';
import { inputOf } from '../test/lint/fuzz/input.ts';

/*
 * node bench/fuzz.ts [count] [seed] lints made-up inputs in process: each without an exception, in less than a second of the processor's
 * time, and all of them in a process of less than 512 MB. The first that is not so is saved, and ends it.
 * 100000 of seed 2026 on two cores: none fails, the slowest takes 696 ms, a process has at most 423 MB.
 */

const mostMs = 1_000;
const mostMb = 512;
/** On a busy machine V8 collects late: with less room it cannot put off what it would free, and an input that needs more ends its process. */
const heap = '--max-old-space-size=256';
/** In milliseconds; an input that hangs says nothing any more. */
const silence = 30_000;

interface Progress {
  readonly number: number;
  readonly ms: number;
  readonly mb: number;
  readonly faults: readonly string[];
}

const [count = 100_000, seed = 1, worker = Number.NaN] = process.argv.slice(2).map(Number);
const workers = Math.min(2, availableParallelism());

function lint(number: number): Progress {
  const input = inputOf(seed, number);
  const before = process.threadCpuUsage();
  const faults = faultsOf(input);
  const { user, system } = process.threadCpuUsage(before);
  return { number, ms: (user + system) / 1_000, mb: process.resourceUsage().maxRSS / 1_024, faults };
}

/** Every so many of the inputs are this worker's; it says what became of each. */
function work(): void {
  for (let number = worker; number < count; number += workers) process.send?.(lint(number));
  process.disconnect();
}

function faultsIn({ ms, mb, faults }: Progress): readonly string[] {
  return [
    ...faults,
    ...(ms < mostMs ? [] : [`it took ${Math.round(ms)} ms`]),
    ...(mb < mostMb ? [] : [`the process has ${Math.round(mb)} MB`]),
  ];
}

function fail(number: number, faults: readonly string[]): never {
  const { file, text } = inputOf(seed, number);
  const saved = join(tmpdir(), 'stepward-fuzz', `${seed}-${number}-${file.replaceAll('/', '-')}`);
  mkdirSync(join(saved, '..'), { recursive: true });
  writeFileSync(saved, text);
  console.error(`seed ${seed}, input ${number} (${saved}):\n${faults.join('\n')}`);
  process.exit(1);
}

/** One process and what it has said last. */
function follow(first: number, hear: (progress: Progress) => void): Promise<void> {
  const child = fork(import.meta.filename, [count, seed, first].map(String), { execArgv: [heap] });
  let next = first;
  const hung = (): never => fail(next, ['nothing came back']);
  let timer = setTimeout(hung, silence);
  child.on('message', (message) => {
    const progress = message as Progress;
    next = progress.number + workers;
    clearTimeout(timer);
    timer = setTimeout(hung, silence);
    hear(progress);
  });
  process.on('exit', () => child.kill());
  return new Promise((done) => {
    child.on('exit', (code) => {
      clearTimeout(timer);
      if (code === 0) done();
      else fail(next, [`the process ended with ${code}`]);
    });
  });
}

async function lead(): Promise<void> {
  const slowest = { number: 0, ms: 0 };
  let [seen, peak] = [0, 0];
  const hear = (progress: Progress): void => {
    const faults = faultsIn(progress);
    if (faults.length > 0) fail(progress.number, faults);
    seen += 1;
    peak = Math.max(peak, progress.mb);
    if (progress.ms > slowest.ms) Object.assign(slowest, progress);
    if (seen % 10_000 === 0) console.log(`${seen} of ${count}`);
  };
  await Promise.all(Array.from({ length: workers }, (_, first) => follow(first, hear)));
  console.log(`${seen} inputs of seed ${seed}, in ${workers} processes`);
  console.log(`slowest: input ${slowest.number}, ${Math.round(slowest.ms)} ms`);
  console.log(`peak memory of a process: ${Math.round(peak)} MB`);
}

if (Number.isNaN(worker)) await lead();
else work();
