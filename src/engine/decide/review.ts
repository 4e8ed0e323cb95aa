import { stricter } from '#domain/policy.ts';
import type { Answer } from '../api.ts';
import { policyOf } from '../asks.ts';
import { remark } from '../dispatch.ts';
import type { AskRow, FollowUpRow } from '../rows.ts';
import { type Click, clock, decided, no, yes } from './click.ts';
import { admitted } from './may-order.ts';

/** Somebody else has looked at what one person approved alone; also after the run's end. */
export async function review(click: Click): Promise<Answer> {
  const { tx, parts, loaded, rest, decision, person } = click;
  const { run } = loaded.row;
  const [followUp, ask] = [await tx.followUps.get(run, rest), await tx.asks.get(run, rest)];
  if (!followUp || !ask) return no('Nothing has to be reviewed here.');
  const { reviewed } = followUp;
  if (reviewed) return no(`Already reviewed by ${reviewed.by.name} at ${clock(reviewed.at)}.`);
  const may = admitted(click, followUp.groups, 'review this');
  if ('refused' in may) return may;
  const partial = await isPartial(click, followUp, ask);
  if (partial) return no(partial);
  const at = parts.clock.now();
  const by = { id: person.id, name: person.name };
  const note = decision.note ?? '';
  await tx.followUps.put({ ...followUp, reviewed: { by, at, note } });
  const { lane, turn } = ask;
  const card = await tx.messages.get(run, `${lane}:${turn}:break-glass`);
  if (card)
    await tx.messages.put({ ...card, wanted: card.wanted + 1, closed: { how: 'reviewed', at, by: [by], note } });
  const facts = { ...decided(click, may.judged), ask: rest, incident: followUp.incident };
  await remark(tx, loaded, { at, name: 'REVIEWED', lane, turn, facts });
  return yes;
}

/** Nobody reviews what they did themselves, or asked for where the policy does not count who asks. */
async function isPartial(
  { tx, parts, loaded, person }: Click,
  { by, groups }: FollowUpRow,
  { policy: then, step, requesters }: AskRow,
): Promise<string | undefined> {
  const others = `someone else in ${groups.map((name) => `@${name}`).join(' or ')} must review it.`;
  if (person.id === by.id) return `You approved this alone, so ${others}`;
  const policy = stricter(then, await policyOf(tx, parts, loaded, step));
  return !policy.requester && requesters.includes(person.id) ? `You asked for this, so ${others}` : undefined;
}
