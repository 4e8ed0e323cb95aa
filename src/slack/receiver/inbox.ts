import type { App } from '@slack/bolt';
import type { Log } from '../log.ts';
import { type Answer, type Delivery, dispatch } from './dispatch.ts';
import type { ReceiverStatus } from './receiver.ts';
import { atMost, idle } from './wait.ts';

/** Between a transport and Bolt: every delivery once, and none forgotten while it is under way. */
export interface Inbox {
  init(app: App): void;
  /** Resolves as soon as a listener has acknowledged; what is here already gets the answer of the first. Never rejects. */
  take(delivery: Delivery): Promise<Answer>;
  state(): Pick<ReceiverStatus, 'inFlight' | 'lastEventAt'>;
  /** Resolves when no listener works any more, or after so many milliseconds. */
  drained(ms: number): Promise<void>;
}

/** Answers kept for what Slack sends again. */
const REMEMBERED = 2_000;

export function createInbox(log: Log): Inbox {
  const answers = new Map<string, Promise<Answer>>();
  const working = new Set<Promise<void>>();
  let app: App | undefined;
  let lastEventAt: number | undefined;

  /** What nobody answered may come again, and is then dispatched again. */
  async function answered(delivery: Delivery): Promise<Answer> {
    if (!app) return { kind: 'unanswered' };
    const { answer, done } = dispatch(app, delivery, log);
    working.add(done);
    void done.then(() => working.delete(done));
    const given = await answer;
    if (given.kind === 'unanswered') answers.delete(delivery.id);
    return given;
  }

  function takeFirst(delivery: Delivery): Promise<Answer> {
    const answer = answered(delivery);
    answers.set(delivery.id, answer);
    const [oldest] = answers.keys();
    if (answers.size > REMEMBERED && oldest !== undefined) answers.delete(oldest);
    return answer;
  }

  return {
    init: (bolt) => {
      app = bolt;
    },
    take(delivery) {
      lastEventAt = Date.now();
      return answers.get(delivery.id) ?? takeFirst(delivery);
    },
    state: () => ({ inFlight: working.size, ...(lastEventAt === undefined ? {} : { lastEventAt }) }),
    drained: (ms) => atMost(ms, idle(working)),
  };
}
