import { sayDuration } from '#domain/duration.ts';
import { sayEntries } from '#domain/policy.ts';
import type { Answer, Refused } from '../api.ts';
import { breakGlassOf } from '../break-glass.ts';
import { putCard } from '../card-row.ts';
import type { AskRow } from '../rows.ts';
import { answerable, close, voteOf } from './answerable.ts';
import { type Click, clock, no } from './click.ts';
import { admitted } from './may-order.ts';
import { mistyped } from './typed.ts';

/** One person alone approves what others should have, for an incident: loudly, and somebody else has to look at it afterwards. */
export async function breakGlass(click: Click): Promise<Answer> {
  const { parts, loaded } = click;
  const ask = await answerable(click, 'approval');
  if ('refused' in ask) return ask;
  const rule = breakGlassOf(parts, loaded.definition);
  if (!rule) return no(`Nobody may approve alone in ${loaded.definition.environment.id}.`);
  const may = admitted(click, rule.groups, 'approve alone');
  if ('refused' in may) return may;
  const from = ask.openedAt + rule.after;
  if (parts.clock.now() < from)
    return no(
      `Breaking the glass is possible from ${clock(from)}, when ${sayEntries(ask.policy)} has had ${sayDuration(rule.after)}.`,
    );
  const why = readIncident(click.decision.note);
  if ('refused' in why) return why;
  const wrong = mistyped(ask, click.decision);
  if (wrong) return wrong;
  await tellLoudly(click, ask, { ...why, notify: rule.notify });
  const broken: AskRow = {
    ...ask,
    votes: [...ask.votes, voteOf(click, 'break-glass')],
    state: 'approved',
    validUntil: parts.clock.now() + ask.policy.validFor,
  };
  return close(
    click,
    broken,
    { name: 'APPROVED' },
    { judged: { ...may.judged, from: clock(from) }, breakGlass: why.incident },
  );
}

interface Why {
  readonly incident: string;
  readonly text: string;
}

/** The incident's address, then a sentence. */
function readIncident(note = ''): Why | Refused {
  const [, incident = '', text = ''] = /^(\S+)\s+(\S[\s\S]*)$/.exec(note.trim()) ?? [];
  return /^https?:$/.test(URL.parse(incident)?.protocol ?? '')
    ? { incident, text }
    : no('Begin with the address of the incident (https://…), then say why nobody else could approve.');
}

/** What it leaves behind: a follow-up, and a message to the channel that has to know. */
async function tellLoudly(
  { tx, parts, loaded, person }: Click,
  ask: AskRow,
  { incident, text, notify }: Why & { readonly notify: string },
): Promise<void> {
  const { run, lane, turn, step, policy } = ask;
  const at = parts.clock.now();
  const by = { id: person.id, name: person.name };
  const groups = [...new Set(policy.entries.flatMap((entry) => entry.groups))];
  await tx.followUps.put({ run, ask: ask.ask, surface: loaded.row.surface, by, at, incident, groups });
  await putCard(
    tx,
    loaded,
    { at, kind: 'break-glass', lane, turn, channel: notify },
    { step, instance: ask.ask.slice(0, ask.ask.lastIndexOf('@')), ask: ask.ask, incident, note: text },
  );
}
