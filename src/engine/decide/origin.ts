import type { Decision, Refused } from '../api.ts';
import type { MessageRow } from '../message-rows.ts';
import { type Click, no } from './click.ts';

const stale = no('This card is not the current one of its step. Look for the newest in the thread.');
const fresh = no('This card is only just being posted. Try again in a moment.');
const nowhere = no('Decide this on its card, or in a form that was opened from it.');
const borrowed = no('This form was opened for somebody else. Open it yourself.');

/**
 * Why a decision does not come from where it has to: the card itself, or a form that we opened for this very person. The terminal has neither.
 * Without this, whoever finds out the name of an ask could answer it without ever having seen what it asks.
 */
export async function misplaced(click: Click, isOwn: (row: MessageRow) => boolean): Promise<Refused | undefined> {
  const { decision, parts } = click;
  const { message, form, by } = decision;
  if (form && form.openedFor !== by) return borrowed;
  if (message) return notOwn(click, message, isOwn);
  return form || parts.surface === 'terminal' ? undefined : nowhere;
}

async function notOwn(
  { tx, loaded }: Click,
  { channel, ts }: NonNullable<Decision['message']>,
  isOwn: (row: MessageRow) => boolean,
): Promise<Refused | undefined> {
  const own = (await tx.messages.ofRun(loaded.row.run)).filter(isOwn);
  if (own.some((row) => row.ts === ts && row.channel === channel)) return undefined;
  return own.some((row) => row.ts === undefined) ? fresh : stale;
}
