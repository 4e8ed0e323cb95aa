import { Failure } from '#domain/failure.ts';
import type { Sight } from '#practice/slack/sight.ts';
import type { ClusterView } from './cluster.ts';
import type { BotState, World } from './ports.ts';
import { type TroubleView, troublesOf } from './troubles.ts';

/** All that the page shows to one person. */
export interface PageState {
  readonly slack: Sight;
  readonly cluster: ClusterView;
  /** Simulated time in epoch milliseconds, and simulated seconds a real second. */
  readonly clock: { readonly now: number; readonly scale: number };
  /** Absent where nothing can start or kill the bot. */
  readonly bot?: BotState;
  /** The newest things that a real Slack would have refused. */
  readonly complaints: readonly string[];
  readonly troubles: readonly TroubleView[];
}

const SHOWN_COMPLAINTS = 5;

/** For the person with this id, or else for the first. */
export function pageState({ aws, slack, bot }: World, wanted: string | null): PageState {
  const person = slack.people.find(({ id }) => id === wanted) ?? slack.people[0];
  if (!person) throw new Failure('user', 'nobody', 'There are no people in this practice Slack.');
  slack.markRead(person.id);
  return {
    slack: slack.view(person.id),
    cluster: aws.view(),
    clock: { now: aws.clock.now(), scale: aws.clock.scale() },
    ...(bot ? { bot: bot.state() } : {}),
    complaints: slack.complaints().slice(-SHOWN_COMPLAINTS),
    troubles: troublesOf(slack),
  };
}
