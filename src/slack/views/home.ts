import type { HomeView, KnownBlock } from '@slack/types';
import type { CardView } from '#domain/card-view.ts';
import type { Who } from '#domain/who.ts';
import { button, context, header, plain, section } from './blocks.ts';
import { DETAILS, HOME_FILTER, PICK_RUNBOOK, REVIEW } from './ids.ts';
import { code, cut, joined, link, type Mrkdwn, md, mention, nothing } from './mrkdwn.ts';
import type { Names } from './names.ts';
import type { RunLine } from './run-list.ts';
import { dayAndTime, exactTime } from './times.ts';

export const HOME_FILTERS = ['mine', 'active', 'week'] as const;
export type HomeFilter = (typeof HOME_FILTERS)[number];

export interface Home {
  readonly waiting: readonly { readonly run: RunLine; readonly card: CardView }[];
  readonly reviews: readonly {
    readonly run: string;
    readonly short: string;
    readonly title: string;
    readonly environment: string;
    readonly by: Who;
    readonly at: number;
    readonly incident: string;
    readonly channel?: string;
    readonly ts?: string;
  }[];
  readonly runs: readonly RunLine[];
  readonly filter: HomeFilter;
  readonly drawnAt: number;
}

const FILTERS: Readonly<Record<HomeFilter, string>> = {
  mine: 'My runs',
  active: 'All active',
  week: 'Last 7 days',
};

/** Of each kind, what is most urgent; a Home holds 100 blocks (https://docs.slack.dev/surfaces/app-home). */
const MOST = 20;

const WAITS: Partial<Record<CardView['kind'], string>> = {
  approval: 'Approval',
  manual: 'By hand',
  choice: 'Choice',
  held: 'Held',
  unclear: 'Unclear',
  slow: 'Slow',
  lock: 'Waiting for another run',
};

const option = (filter: HomeFilter) => ({ text: plain(FILTERS[filter], 75), value: filter });

const threadOf = ({ channel, ts }: Pick<RunLine, 'channel' | 'ts'>, names: Names): Mrkdwn =>
  channel && ts ? md` · ${names.message({ channel, ts }, 'thread')}` : nothing;

const until = (card: CardView): Mrkdwn => {
  const at = 'closesAt' in card ? card.closesAt : 'until' in card ? card.until : undefined;
  return at === undefined ? nothing : md` · until ${dayAndTime(at)}`;
};

/** An approval is reviewed here, in a form of this person's own; anything else on its card. */
function waitingEntry({ run, card }: Home['waiting'][number], names: Names): KnownBlock {
  const text = joined(
    [
      md`*${WAITS[card.kind] ?? 'Waiting'} · ${run.environment} · ${cut(card.step.title, 120)}*`,
      md`Run ${code(run.short)} of ${mention(run.startedBy)}: ${cut(run.reason, 150)}${until(card)}${threadOf(run, names)}`,
    ],
    '\n',
  );
  if (card.kind !== 'approval') return section(text, button({ action: DETAILS, label: 'Details', value: run.run }));
  return section(text, button({ action: REVIEW, label: 'Review…', value: card.value, style: 'primary' }));
}

const runEntry = (run: RunLine, names: Names): KnownBlock =>
  section(
    md`${code(run.short)} *${cut(run.title, 120)} · ${run.environment}*\n${cut(run.headline, 150)} · ${mention(run.startedBy)} ${dayAndTime(run.startedAt)}${threadOf(run, names)}`,
    button({ action: DETAILS, label: 'Details', value: run.run }),
  );

const reviewEntry = (one: Home['reviews'][number], names: Names): KnownBlock =>
  section(
    md`*${cut(one.title, 120)} · ${one.environment}*\n${mention(one.by)} approved alone ${dayAndTime(one.at)} for ${link(one.incident, cut(one.incident, 100))} · run ${code(one.short)}${threadOf(one, names)}`,
    button({ action: DETAILS, label: 'Details', value: one.run }),
  );

function part(title: string, entries: readonly KnownBlock[], none?: string): readonly KnownBlock[] {
  if (entries.length === 0 && none === undefined) return [];
  const left = entries.length - MOST;
  return [
    { type: 'divider' },
    section(md`*${title} (${entries.length})*`),
    ...(entries.length === 0 ? [context(md`${none ?? ''}`)] : entries.slice(0, MOST)),
    ...(left > 0 ? [context(md`and ${left} more`)] : []),
  ];
}

/** App Home of somebody who may read nothing. */
export const closedHome = (why: string): HomeView => ({
  type: 'home',
  callback_id: 'home',
  blocks: [header('Runbooks'), section(md`${why}`)],
});

/** App Home: what waits for this person, what has to be reviewed, and the runs. */
export function homeView(home: Home, names: Names): HomeView {
  return {
    type: 'home',
    callback_id: 'home',
    blocks: [
      header('Runbooks'),
      {
        type: 'actions',
        elements: [
          button({ action: PICK_RUNBOOK, label: 'Start a runbook…', value: 'home', style: 'primary' }),
          {
            type: 'static_select',
            action_id: HOME_FILTER,
            placeholder: plain('Runs', 150),
            options: HOME_FILTERS.map(option),
            initial_option: option(home.filter),
          },
        ],
      },
      ...part(
        'Waiting for you',
        home.waiting.map((each) => waitingEntry(each, names)),
        'Nothing waits for you.',
      ),
      ...part(
        'To be reviewed: approved by one person alone',
        home.reviews.map((each) => reviewEntry(each, names)),
      ),
      ...part(
        FILTERS[home.filter],
        home.runs.map((each) => runEntry(each, names)),
        'None.',
      ),
      context(md`as of ${exactTime(home.drawnAt)}`),
    ],
  };
}
