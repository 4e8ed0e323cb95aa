import type { Button, ContextBlock, RichTextBlock, SectionBlock } from '@slack/types';
import type { CardView } from '#domain/card-view.ts';
import type { RunView } from '#domain/run-view.ts';
import type { Who } from '#domain/who.ts';
import { button, context, preformatted, section } from './blocks.ts';
import { decideAction, type NotedVerb, noteAction, type PlainVerb } from './ids.ts';
import { code, cut, joined, type Mrkdwn, md, mention, nothing } from './mrkdwn.ts';
import type { Names } from './names.ts';

/* What the cards have in common. */

/** `*Approval needed · prod · step 3 of 5 · Restart Kafka*` */
export const headline = (what: string, run: RunView, { step }: CardView): Mrkdwn =>
  md`*${what} · ${run.environment.id} · step ${step.number} of ${step.of} · ${cut(step.title, 150)}*`;

export const title = (what: string, run: RunView, card: CardView, below: Mrkdwn = nothing): SectionBlock =>
  section(joined([headline(what, run, card), below], '\n'));

/** `run 4F3W 3/5`, for the end of a fallback text. */
export const where = (run: RunView, { step }: CardView): string => `run ${run.short} ${step.number}/${step.of}`;

export const footer = (run: RunView, ...parts: readonly Mrkdwn[]): ContextBlock =>
  context(joined([...parts, md`run ${code(run.short)}`], ' · '));

/** The end of a log, or why tasks stopped, as far as there is room. */
export const lastLines = (lines: readonly string[], room: number): RichTextBlock | undefined =>
  lines.length > 0
    ? preformatted(
        lines
          .slice(-8)
          .map((line) => cut(line, Math.min(room, 300)))
          .join('\n'),
        2_400,
      )
    : undefined;

/** Who is asked: those it is assigned to, else who started the run. */
export const asked = (run: RunView, { assign }: { readonly assign: readonly string[] }, names: Names): Mrkdwn =>
  assign.length > 0 ? names.groups(assign) : mention(run.startedBy);

export const people = (who: readonly Who[]): Mrkdwn => joined(who.map(mention), ', ');

/** `- ` before each, at most `most` of them. */
export function bullets(
  texts: readonly string[],
  { most, room }: { readonly most: number; readonly room: number },
): Mrkdwn {
  const shown = texts.slice(0, most).map((text) => md`• ${cut(text, room)}`);
  const rest = texts.length - shown.length;
  return joined(rest > 0 ? [...shown, md`• and ${rest} more`] : shown, '\n');
}

/** The same on one line: `zookeeper restarted, kafka restarted and 3 more`. */
export function listed(
  texts: readonly string[],
  { most, room }: { readonly most: number; readonly room: number },
): string {
  const shown = texts.slice(0, most).map((text) => cut(text, room));
  const rest = texts.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

type Look = Pick<Parameters<typeof button>[0], 'style' | 'confirm'>;

export const decides = (verb: PlainVerb, label: string, value: string, look: Look = {}): Button =>
  button({ action: decideAction(verb), label, value, ...look });

/** A modal follows, which the label's `…` says. */
export const asks = (verb: NotedVerb, label: string, value: string, look: Look = {}): Button =>
  button({ action: noteAction(verb), label, value, ...look });
