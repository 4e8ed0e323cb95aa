import type { Input } from '#domain/runbook.ts';
import { hasHole } from '#runbook/expression/template.ts';
import { memberOf, type Posted, postedBy, textsAt } from '../facts/posted-texts.ts';
import { mostCharacters } from '../facts/text-size.ts';
import { defineRule } from '../rule.ts';

/** What is shown of each text at best (src/slack/views), within Slack's own limits. */
type Limits = Readonly<Record<string, number>>;
const ofStep: Limits = {
  title: 150,
  impact: 600,
  manual: 2_400,
  question: 2_400,
  text: 2_400,
  label: 60,
  description: 75,
};
const ofInput: Limits = { title: 150, description: 300 };
const ofRunbook: Limits = { title: 110, summary: 600 };

export default defineRule({
  id: 'text-too-long',
  area: 'messages',
  severity: 'warning',
  summary: 'What is written is shown to its end.',
  *runbook({ raw, runbook }) {
    for (const text of textsAt(raw, '', Object.keys(ofRunbook))) yield* cutOff(text, ofRunbook, []);
    for (const { name } of runbook.inputs) {
      const input = memberOf(memberOf(raw, 'inputs'), name);
      for (const text of textsAt(input, `/inputs/${name}`, Object.keys(ofInput))) yield* cutOff(text, ofInput, []);
    }
  },
  *step(at, { runbook }) {
    for (const text of postedBy(at)) yield* cutOff(text, ofStep, runbook.inputs);
  },
});

function* cutOff({ at, key, text }: Posted, limits: Limits, inputs: readonly Input[]) {
  const most = limits[key] ?? Number.POSITIVE_INFINITY;
  // A title says first what is done, and the card names what it is done to once more.
  const size = mostCharacters(text.trim(), key === 'title' ? [] : inputs);
  if (size <= most) return;
  const upTo = hasHole(text) ? 'up to ' : '';
  yield {
    at,
    message: `\`${key}\` has ${upTo}${size} characters, of which ${most} are shown`,
    hint: 'shorten it; what takes more belongs behind a link',
  };
}
