import type { Announcement } from '#domain/announcement.ts';
import { context, fitting, type Message, message, section } from './blocks.ts';
import { code, cut, joined, type Mrkdwn, md, nothing } from './mrkdwn.ts';
import { dayAndTime } from './times.ts';

type Of<Kind extends Announcement['kind']> = Extract<Announcement, { kind: Kind }>;
type AboutSchedule = Of<'schedule-missed' | 'schedule-refused'>;

const MOST_LINES = 10;

const what = ({ runbook, environment }: AboutSchedule): Mrkdwn =>
  md`${code(cut(runbook, 80))} in ${cut(environment, 40)}`;
const from = ({ schedule, next }: AboutSchedule) =>
  context(
    joined(
      [
        md`Schedule ${code(cut(schedule, 80))} of stepward.yml`,
        next === undefined ? nothing : md`due again ${dayAndTime(next)}`,
      ],
      ' · ',
    ),
  );

function missed(facts: Of<'schedule-missed'>): Message {
  const times = facts.count > 1 ? `${facts.count >= 100 ? '100 or more' : facts.count} times, last` : 'once,';
  const said = md`The schedule for ${what(facts)} was missed ${times} ${dayAndTime(facts.due)}, because Stepward was not running. It is not made up for: start it by hand if it is needed.`;
  return message(said, [section(md`:warning: ${said}`), from(facts)]);
}

const refused = (facts: Of<'schedule-refused'>): Message =>
  fitting((room) => {
    const said = md`The schedule for ${what(facts)} did not start ${dayAndTime(facts.due)}: ${cut(facts.why, room)}`;
    return message(said, [section(md`:no_entry: ${said}`), from(facts)]);
  });

function lines(texts: readonly string[], room: number): readonly Mrkdwn[] {
  const more = texts.length - MOST_LINES;
  return [
    ...texts.slice(0, MOST_LINES).map((each) => md`• ${cut(each, room)}`),
    more > 0 ? md`• and ${more} more` : nothing,
  ];
}

const quorum = ({ environment, problems, followUps }: Of<'quorum'>): Message =>
  fitting((room) => {
    const unmet =
      problems.length > 0 ? 'Not everything could be approved today' : 'Approvals by one person wait for a review';
    const said = md`${unmet} in ${cut(environment, 40)}. ${cut(problems[0] ?? followUps[0] ?? '', 300)}`;
    return message(said, [
      section(joined([md`:warning: *${unmet} in ${cut(environment, 40)}*`, ...lines(problems, room)], '\n')),
      followUps.length > 0 ? section(joined([md`*Not reviewed yet*`, ...lines(followUps, room)], '\n')) : undefined,
    ]);
  });

/** What is said of no run, in a message of its own. */
export function announcementMessage(facts: Announcement): Message {
  switch (facts.kind) {
    case 'schedule-missed':
      return missed(facts);
    case 'schedule-refused':
      return refused(facts);
    case 'quorum':
      return quorum(facts);
  }
}
