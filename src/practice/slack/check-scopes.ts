import type { JsonObject } from '#domain/json.ts';
import type { Args } from './args.ts';
import { TERMS, type Terms } from './methods/terms.ts';
import type { PracticeSlackOptions } from './options.ts';
import { placesOf } from './places.ts';

export const grantedTo = ({ scopes }: PracticeSlackOptions): readonly string[] =>
  scopes ?? [...new Set(Object.values(TERMS).flatMap((terms) => terms.scopes))];

/** The scopes that a conversation of this kind asks for; those of public channels where there is none such. */
function scopesFor(options: PracticeSlackOptions, channel: unknown): string {
  const place = placesOf(options).find(({ id }) => id === channel);
  if (place?.kind === 'direct') return 'im:';
  return place?.isPrivate ? 'groups:' : 'channels:';
}

/** Slack's refusal of a call that the app was not granted, or nothing if it was. */
export function lackingScope(
  options: PracticeSlackOptions,
  name: string,
  terms: Terms,
  args: Args,
): JsonObject | undefined {
  const kind = name.startsWith('conversations.') ? scopesFor(options, args['channel']) : '';
  const accepted = terms.scopes.filter((scope) => scope.startsWith(kind));
  const granted = grantedTo(options);
  if (accepted.length === 0 || accepted.some((scope) => granted.includes(scope))) return undefined;
  return { ok: false, error: 'missing_scope', needed: accepted.join(','), provided: granted.join(',') };
}
