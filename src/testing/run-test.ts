import type { Environment } from '#domain/config.ts';
import { asFailure, Failure, forPeople } from '#domain/failure.ts';
import type { Runbook } from '#domain/runbook.ts';
import type { EventRow } from '#engine/rows.ts';
import type { Outcome, Test } from '#runbook/tests/tests.ts';
import { keptOf, leaks, namedSecrets, withCanaries } from './canary.ts';
import { judge } from './expect/judge.ts';
import type { Miss, Played } from './expect/played.ts';
import type { Look } from './look.ts';
import { play, type Refusal } from './play.ts';
import type { TestParts } from './ports.ts';
import { openStage, type Stage } from './stage.ts';
import type { Told } from './story.ts';

export interface Subject {
  readonly runbook: Runbook;
  readonly world: string;
  readonly test: Test;
}

export interface TestRun {
  readonly name: string;
  /** None: the test passes. */
  readonly misses: readonly Miss[];
  readonly story: readonly Told[];
  /** Simulated milliseconds that the run took. */
  readonly duration: number;
  /** Real milliseconds that the test took. */
  readonly ms: number;
  /** The run's history; empty if it did not start. */
  readonly events: readonly EventRow[];
}

/** Runs one test in a world of its own. Never throws: what keeps it from being run is what is wrong with it. */
export async function runTest(subject: Subject, parts: TestParts): Promise<TestRun> {
  const { test } = subject;
  const since = parts.stopwatch();
  const done = (more: Omit<TestRun, 'name' | 'ms'>): TestRun => ({
    name: test.name,
    ms: parts.stopwatch() - since,
    ...more,
  });
  try {
    return done(await inWorld(subject, parts));
  } catch (thrown) {
    const misses = [{ at: '/name', message: forPeople(asFailure(thrown)), lines: [] }];
    return done({ misses, story: [], duration: 0, events: [] });
  }
}

async function inWorld(subject: Subject, parts: TestParts): Promise<Omit<TestRun, 'name' | 'ms'>> {
  const { test, world } = subject;
  const stage = await openStage({ test, world, environment: environmentOf(test, parts) }, parts);
  try {
    return await walk(subject, stage);
  } finally {
    await stage.close();
  }
}

function environmentOf({ environment: id }: Test, { catalogue }: TestParts): Environment {
  const found = catalogue.config.environments.find((environment) => environment.id === id);
  if (!found) throw new Failure('user', 'no-such-environment', `There is no environment "${id}" in stepward.yml.`);
  return found;
}

interface Walked {
  readonly run?: string;
  readonly last?: Look;
  readonly refusals: readonly Refusal[];
}

async function walk({ runbook, test }: Subject, stage: Stage): Promise<Omit<TestRun, 'name' | 'ms'>> {
  const inputs = withCanaries(runbook, test.inputs, stage.canaries);
  const walked = await startAndPlay(runbook, { ...test, inputs }, stage);
  const played = await playedOf(stage, walked);
  const secrets = [...namedSecrets(runbook, inputs), ...stage.canaries.all(), ...stage.account.secrets()];
  const misses = [...judge(test.expect, played), ...unused(test, stage), ...(await leaked(secrets, stage, walked))];
  const { run } = walked;
  const events =
    run === undefined ? [] : await stage.bot.store.transaction((tx) => tx.events.list(run), { reads: true });
  return { misses, story: stage.story.lines(), duration: played.duration, events };
}

async function startAndPlay({ id }: Runbook, test: Test, stage: Stage): Promise<Walked> {
  const { bot, story, person } = stage;
  const started = await bot.engine.start({
    runbook: id,
    environment: test.environment,
    inputs: test.inputs,
    reason: test.reason,
    by: person(test.as).id,
    surface: 'terminal',
    startKey: test.name,
  });
  if ('run' in started) {
    story.tell(`${test.as} starts ${id}`);
    return { run: started.run, ...(await play(stage, started.run)) };
  }
  const says = started.problems.map(({ name, message }) => (name ? `${name}: ${message}` : message)).join(' ');
  story.tell(`${test.as} may not start ${id}: ${says}`);
  return { refusals: [{ who: test.as, does: 'start', says }] };
}

async function playedOf({ bot, account, watch }: Stage, { run, last, refusals }: Walked): Promise<Played> {
  const results = run === undefined ? [] : await bot.store.transaction((tx) => tx.results.ofRun(run), { reads: true });
  return {
    outcome: (last?.view.phase ?? 'not-started') as Outcome,
    cards: watch.cards(),
    writes: watch.writes(),
    refusals,
    steps: new Map(results.map(({ instance, outcome = 'not-run' }) => [instance, outcome])),
    duration: last?.view.receipt?.duration ?? 0,
    cluster: account.view(),
  };
}

/** What a test says that will happen must happen: otherwise it tests something else than it says. */
const unused = ({ people, faults }: Test, { script, strikes }: Stage): readonly Miss[] => [
  ...script.unused().map((entry) => ({
    at: `/people/${people.indexOf(entry)}`,
    message: `${entry.who} never got to ${entry.does} at ${entry.at}`,
    lines: [],
  })),
  ...strikes.unused().map((strike) => ({
    at: `/faults/${faults.indexOf(strike)}`,
    message: `${strike.fault} never happened: ${strike.at} was never ${strike.when}`,
    lines: [],
  })),
];

async function leaked(
  secrets: readonly string[],
  { bot, account, watch, story }: Stage,
  { run }: Walked,
): Promise<readonly Miss[]> {
  const places = leaks(secrets, {
    'the store': run === undefined ? '' : await keptOf(bot.store, run),
    'what people see': watch.seen().join('\n'),
    'the log of calls': JSON.stringify(account.calls()),
    'the log': JSON.stringify(bot.logged()),
    'the story': JSON.stringify(story.lines()),
  });
  return places.map((place) => ({ at: '/name', message: `a secret stands in ${place}`, lines: [] }));
}
