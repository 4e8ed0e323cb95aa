import { Failure } from '#domain/failure.ts';
import type { Answer } from '#engine/api.ts';
import { type Look, lookAt } from './look.ts';
import type { Act } from './script.ts';
import type { Stage } from './stage.ts';

/** A decision, or the start, that was not accepted. */
export interface Refusal {
  readonly who: string;
  readonly does: string;
  readonly at?: string;
  readonly says: string;
}

/** No run is followed for longer: simulated milliseconds. */
const longest = 48 * 3_600_000;

/**
 * Lets a run go on to its end: what goes wrong, what people do, what the bot does, and when nothing is due the time that passes until something is.
 * @throws Failure `endless` if it does not end
 */
export async function play(stage: Stage, run: string): Promise<{ last: Look; refusals: readonly Refusal[] }> {
  const { bot, account, watch } = stage;
  const refusals: Refusal[] = [];
  const end = account.now() + longest;
  let look = await lookAt(bot, run);
  watch.see(look.view);
  while (!look.view.receipt) {
    if (account.now() >= end) throw new Failure('user', 'endless', 'The run has not ended after two days.');
    await goOn(stage, look, refusals);
    if (!bot.changed()) continue;
    look = await lookAt(bot, run);
    watch.see(look.view);
  }
  return { last: look, refusals };
}

/** One thing that happens now, or the time that passes until the next one. */
async function goOn(stage: Stage, look: Look, refusals: Refusal[]): Promise<void> {
  const { bot, account, script, strikes, agenda } = stage;
  const now = account.now();
  if ((await strikes.at(look)) || (await agenda.doDue(now))) return;
  const act = script.next(look, now);
  if (act && act.at <= now) refusals.push(...(await decide(stage, act)));
  else if (!(await bot.step())) await pass(stage, act);
}

async function pass({ bot, account, agenda }: Stage, act: Act | undefined): Promise<void> {
  const next = Math.min(await bot.nextDue(), agenda.nextDue(), act?.at ?? Number.POSITIVE_INFINITY);
  account.advance(Number.isFinite(next) ? Math.max(1, next - account.now()) : longest);
}

const refusedBy = (answer: Answer): string | undefined => {
  if ('refused' in answer) return answer.refused;
  return 'problems' in answer ? answer.problems.map(({ name, message }) => `${name}: ${message}`).join(' ') : undefined;
};

/** An answer says why where somebody has to, even if the test does not. */
async function decide({ bot, story, script, person }: Stage, act: Act): Promise<readonly Refusal[]> {
  const { who, does, option, fields, note = 'As the test says.' } = act.entry;
  script.done(act);
  const { typed } = act;
  const more = {
    ...(option === undefined ? {} : { option }),
    ...(fields === undefined ? {} : { fields }),
    ...(typed === undefined ? {} : { typed }),
  };
  const answer = await bot.engine.decide({ by: person(who).id, verb: act.verb, value: act.value, note, ...more });
  const says = refusedBy(answer);
  story.tell(says === undefined ? `${who}: ${does} at ${act.step}` : `${who} may not ${does} at ${act.step}: ${says}`);
  return says === undefined ? [] : [{ who, does, at: act.step, says }];
}
