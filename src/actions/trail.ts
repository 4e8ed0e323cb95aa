import { asFailure } from '#domain/failure.ts';
import type { Journal } from './contract.ts';
import type { Read } from './ports.ts';

/**
 * What CloudTrail adds to the evidence that a call of ours was carried out: it tells of calls minutes later, if it may be asked at all, so its
 * silence says nothing and nothing rests on it.
 * @returns the rest of a sentence, or nothing
 */
export async function confirmedByTrail(
  call: string,
  since: number,
  { trail }: Read,
  { accessKeyId }: Journal,
): Promise<string> {
  try {
    const events = await trail.byAccessKey(accessKeyId, since);
    const ours = events.find(({ name, error }) => name === call && error === undefined);
    return ours ? `; by CloudTrail our own ${call} of ${new Date(ours.at).toISOString()} did it` : '';
  } catch (thrown) {
    return `; CloudTrail could not be asked (${asFailure(thrown).code})`;
  }
}
