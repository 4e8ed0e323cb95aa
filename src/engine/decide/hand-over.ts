import { admits } from '#domain/policy.ts';
import type { Answer } from '../api.ts';
import { remark } from '../dispatch.ts';
import type { AskRow } from '../rows.ts';
import { answerable, raiseCard } from './answerable.ts';
import { type Click, decided, no } from './click.ts';
import { answerers, mayAnswer } from './person.ts';

/** A manual step is somebody's from now on. It stays open, and everybody who could do it still can. */
export async function handOver(click: Click): Promise<Answer> {
  const { tx, parts, loaded, to } = click;
  const ask = await answerable(click, 'manual');
  if ('refused' in ask) return ask;
  const may = mayAnswer(click, ask, 'hand this step over');
  if ('refused' in may) return may;
  if (!to) return no('Say to whom.');
  const unfit = mayNotTake(click, ask);
  if (unfit) return no(unfit);
  const assignee = { id: to.id, name: to.name };
  await tx.asks.put({ ...ask, assignee });
  const { lane, turn } = ask;
  const facts = { ...decided(click, may.judged), ask: ask.ask, to: assignee, groupsOfAssignee: to.groups };
  await remark(tx, loaded, { at: parts.clock.now(), name: 'HANDED_OVER', lane, turn, facts });
  await raiseCard(click, ask);
  return { ok: true, say: `${to.name} has this step now.` };
}

/** Only to who may do it, and does not have it yet. */
function mayNotTake(click: Click, ask: AskRow): string | undefined {
  const { to } = click;
  if (!to) return undefined;
  if (ask.assignee?.id === to.id) return `${to.name} has this step already.`;
  const groups = answerers(click, ask);
  if (admits(groups, to, '').ok) return undefined;
  const whose =
    groups.length > 0 ? `a member of ${groups.map((name) => `@${name}`).join(' or ')}` : 'a member of this workspace';
  return `${to.name} cannot finish this step; hand it to ${whose}.`;
}
