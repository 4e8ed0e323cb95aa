import { Failure } from '#domain/failure.ts';
import type { Fault } from '#practice/slack/faults.ts';
import type { PracticeSlack } from '#practice/slack/practice-slack.ts';

/** As the page shows it: a box to tick where it lasts, a button where it happens once. */
export interface TroubleView {
  readonly id: string;
  readonly title: string;
  readonly isOn?: boolean;
}

interface Lasting {
  readonly title: string;
  readonly isOn: (slack: PracticeSlack) => boolean;
  readonly set: (slack: PracticeSlack, isOn: boolean) => void;
}

interface Once {
  readonly title: string;
  readonly happen: (slack: PracticeSlack) => void;
}

/** Of every other call. */
const half = (title: string, kind: Fault['kind']): Lasting => ({
  title,
  isOn: ({ faults }) => faults.list().some((fault) => fault.kind === kind),
  set: ({ faults }, isOn) => {
    const others = faults.list().filter((fault) => fault.kind !== kind);
    faults.set(isOn ? [...others, { kind, share: 0.5 }] : others);
  },
});

const uninvited: Lasting = {
  title: 'Stepward is removed from its channels',
  isOn: (slack) => slack.channels().every(({ withoutBot }) => withoutBot === true),
  set: (slack, isOn) => slack.change({ channels: slack.channels().map((one) => ({ ...one, withoutBot: isOn })) }),
};

function deleteNewest(slack: PracticeSlack): void {
  const seen = slack.people.flatMap(({ id }) => slack.view(id).places.flatMap(({ messages }) => messages));
  const own = seen.filter(({ author, isEphemeral }) => author.isApp && !isEphemeral).map(({ ts }) => ts);
  const newest = own.sort().at(-1);
  if (newest) slack.remove(newest);
}

const TROUBLES: Readonly<Record<string, Lasting | Once>> = {
  limited: half('Slack says “too many requests” to half of the calls', 'rate-limited'),
  lost: half('Half of the answers of Slack are lost, though it did what it was asked', 'failed-after'),
  uninvited,
  refresh: {
    title: 'Slack renews the connections',
    happen: ({ connections }) => connections.disconnect('refresh_requested'),
  },
  delete: { title: 'Somebody deletes the newest run’s message', happen: deleteNewest },
};

/** What somebody on the page can make go wrong between Slack and the bot. */
export const troublesOf = (slack: PracticeSlack): readonly TroubleView[] =>
  Object.entries(TROUBLES).map(([id, trouble]) => ({
    id,
    title: trouble.title,
    ...('isOn' in trouble ? { isOn: trouble.isOn(slack) } : {}),
  }));

export function makeTrouble(slack: PracticeSlack, id: string, isOn: boolean): void {
  const trouble = TROUBLES[id];
  if (!trouble) throw new Failure('user', 'bad-request', `There is no trouble called "${id}".`);
  if ('set' in trouble) trouble.set(slack, isOn);
  else trouble.happen(slack);
}
