import type { Letter } from './letter.ts';
import { createPace, type Pace } from './pace.ts';
import { remedyFor } from './remedy.ts';
import { type Shown, type ShowParts, show } from './show.ts';
import { retryAfter, slackCode } from './trouble.ts';

export interface Delivery extends Pick<Pace, 'room'> {
  /** Shows the letters and says of each what became of it; those of one run one after another. */
  deliver(letters: readonly Letter[]): Promise<void>;
}

/** A claim lasts 15 seconds and a call may take 10: what was claimed longer ago may be somebody else's by now. */
const FRESH = 4_000;

type Refusal = Extract<Shown, { kind: 'failed' }>;

/** Says a trouble once for each channel, and when it is over. */
function createTroubles({ logger }: ShowParts) {
  const known = new Map<string, string>();
  return {
    met({ channel, intent }: Letter, { thrown, at }: Refusal): void {
      const code = slackCode(thrown) ?? (retryAfter(thrown) === undefined ? 'no answer' : 'too many calls');
      if (known.get(channel) === code) return;
      known.set(channel, code);
      const said = `${at} of ${intent} in ${channel}: ${code}. ${remedyFor(thrown).todo}`;
      if (code === 'too many calls') logger.info(said);
      else logger.warn(`${said} The run goes on, and \`stepward show\` says how it stands.`);
    },
    over({ channel }: Letter): void {
      if (known.delete(channel)) logger.info(`Messages are shown in ${channel} again.`);
    },
  };
}

/** @param now milliseconds of a clock that does not go back */
export function createDelivery(parts: ShowParts, now: () => number = () => performance.now()): Delivery {
  const pace = createPace(now);
  const troubles = createTroubles(parts);

  const putOff = async (letter: Letter, refusal: Refusal): Promise<void> => {
    troubles.met(letter, refusal);
    const wait = retryAfter(refusal.thrown);
    if (wait !== undefined && refusal.at === 'update') pace.holdUpdates(wait);
    if (wait !== undefined && refusal.at === 'post') pace.holdPosts(letter.channel, wait);
    if (slackCode(refusal.thrown) === 'missing_scope') await parts.features.refresh();
    await letter.failed(remedyFor(refusal.thrown).retryIn, refusal.absent ? 'absent' : 'unknown');
  };

  const deliverOne = async (letter: Letter): Promise<void> => {
    const wait = pace.admit(letter);
    if (wait > 0) return letter.failed(wait);
    const shown = await show(parts, letter, pace.isProgress(letter));
    if (shown.kind === 'failed') return putOff(letter, shown);
    pace.taken(letter);
    troubles.over(letter);
    return letter.posted(shown.place);
  };

  const inTurn = async (letters: readonly Letter[]): Promise<void> => {
    const claimed = performance.now();
    for (const letter of letters) if (performance.now() - claimed < FRESH) await deliverOne(letter);
  };

  return {
    room: pace.room,
    async deliver(letters) {
      await Promise.all([...Map.groupBy(letters, ({ sender }) => sender).values()].map(inTurn));
    },
  };
}
