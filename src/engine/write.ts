import { Failure } from '#domain/failure.ts';
import { onBehalf } from './answer.ts';
import { approvalOf, type Begun, begin, type Session } from './begin.ts';
import { end } from './end.ts';
import type { EngineParts } from './parts.ts';
import { authorOf } from './perform/author.ts';
import { type Looked, planOf } from './perform/look.ts';
import type { Sent } from './ports.ts';
import type { EffectRow, PlanRow } from './rows.ts';
import { unseal } from './secrets.ts';
import { sessionPolicy } from './session-policy.ts';

/*
 * The one place that writes to AWS. Always in this order, so that a crash between any two lines is either "not begun" (the approval is still there)
 * or "begun" (nobody ever begins it again; we look what became of it):
 *   plan again and compare (before we get here) → credentials → transaction *begin*: approval live and unused, locks and effect ours, not halting;
 *   the journal's row → one call → transaction *end*: answer and event together.
 */
export async function write(parts: EngineParts, effect: EffectRow, looked: Looked): Promise<void> {
  const session = await openSession(parts, effect, looked);
  const begun = await onBehalf(parts, effect, (tx, loaded) => begin(tx, parts, { effect, looked, loaded, session }));
  if (begun) await sendOnce(parts, effect, { looked, session, begun });
}

/** Credentials for this one attempt, which may do what its plan needs; without them nothing is begun. */
async function openSession(parts: EngineParts, effect: EffectRow, looked: Looked): Promise<Session> {
  const { environment } = looked.loaded.definition;
  const plan = planOf(looked);
  const name = sessionName(effect, plan);
  const ask = await parts.store.transaction((tx) => approvalOf(tx, looked.loaded, effect), { reads: true });
  const sourceIdentity = `${parts.surface}.${ask?.votes.at(-1)?.person.id ?? 'nobody'}`;
  const policy = sessionPolicy(authorOf(parts, plan).iam(plan.planned.plan)).text;
  return { name, credentials: await parts.aws.credentials(environment, { name, sourceIdentity, policy }) };
}

/** 2 to 64 of `[\w+=,.@-]`, unique for the attempt: it finds our calls in CloudTrail. */
const sessionName = ({ run, want }: EffectRow, { content }: PlanRow): string =>
  `rb.${run}.${want.instance.replace(/[^\w+=,.@-]/g, '-').slice(0, 30)}.${want.attempt}.${content.slice(0, 8)}`.slice(
    0,
    64,
  );

interface Sending {
  readonly looked: Looked;
  readonly session: Session;
  readonly begun: Begun;
}

/** From here on nothing may say "not sent" but the sender itself: whatever goes wrong leaves a begun attempt, and we look what became of it. */
async function sendOnce(parts: EngineParts, effect: EffectRow, { looked, session, begun }: Sending): Promise<void> {
  try {
    const sent = await send(parts, looked, session, begun);
    await end(parts, effect, { looked, attempt: begun.attempt, sent });
  } catch (cause) {
    throw new Failure('transient', 'answer-lost', 'The answer to a request could not be kept.', { cause });
  }
}

async function send(
  parts: EngineParts,
  { loaded }: Looked,
  { credentials }: Session,
  { attempt, secrets }: Begun,
): Promise<Sent> {
  if (parts.clock.wall() > attempt.notAfter)
    return {
      outcome: 'refused',
      throttled: false,
      code: 'too-late',
      message: 'It could not be sent in time, so it was not sent.',
    };
  const open = (id: string): string => {
    const row = secrets.find((secret) => secret.id === id);
    if (!row) throw new Failure('bug', 'secret-missing', 'A secret of this plan is missing.');
    return unseal(parts.key, row);
  };
  return parts.aws.send(loaded.definition.environment, credentials, attempt.request, open);
}
