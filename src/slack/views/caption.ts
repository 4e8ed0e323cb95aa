import type { RunView, Span } from '#domain/run-view.ts';
import { cut } from './mrkdwn.ts';
import { utc } from './times.ts';

/** Slack takes up to 1,000 characters for those who cannot see the picture. */
const LONGEST = 1_000;

const DID: Readonly<Record<Span['kind'], string>> = {
  asked: 'asked',
  waiting: 'waited',
  working: 'worked',
  held: 'held',
};

/** What the picture of a timeline is called, and what it says in words. */
export function captionOf(run: RunView): { readonly title: string; readonly altText: string } {
  const spans = run.receipt?.timeline ?? [];
  const words = spans.map(
    ({ step, kind, from, to }) => `step ${step.number} ${cut(step.title, 60)} ${DID[kind]} ${utc(from)} to ${utc(to)}`,
  );
  return { title: `Timeline of run ${run.short}`, altText: cut(`Timeline: ${words.join('; ')}`, LONGEST) };
}
