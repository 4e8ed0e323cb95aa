import type { Input } from '#domain/runbook.ts';
import { below } from '#runbook/yaml/pointer.ts';
import { mostCharacters } from '../facts/text-size.ts';
import { defineRule } from '../rule.ts';

/** What the cards show of each text at best (src/slack/views), within Slack's 3,000 for a section. */
const ofStep = { title: 150, impact: 600, manual: 2_400, question: 2_400, text: 2_400 };
const ofOption = { label: 60, description: 75 };
const ofInput = { title: 150, description: 300 };
const ofRunbook = { title: 110, summary: 600 };

export default defineRule({
  id: 'text-too-long',
  area: 'messages',
  severity: 'warning',
  summary: 'What is written is shown to its end.',
  *runbook({ raw, runbook }) {
    yield* cutOff({ raw, at: '' }, ofRunbook, []);
    for (const { name } of runbook.inputs) yield* cutOff(memberAt(raw, ['inputs', name]), ofInput, []);
  },
  *step({ step, raw, at }, { runbook }) {
    yield* cutOff({ raw, at }, ofStep, runbook.inputs);
    const options = step.kind === 'choose' ? step.options : [];
    for (const i of options.keys()) {
      const option = memberAt(raw, ['choose', 'options', i]);
      yield* cutOff({ ...option, at: `${at}${option.at}` }, ofOption, runbook.inputs);
    }
  },
});

interface Part {
  readonly raw: unknown;
  readonly at: string;
}

const memberAt = (raw: unknown, path: readonly (string | number)[]): Part =>
  path.reduce<Part>((part, key) => ({ raw: Object(part.raw)[key], at: below(part.at, key) }), { raw, at: '' });

function* cutOff({ raw, at }: Part, limits: Readonly<Record<string, number>>, inputs: readonly Input[]) {
  for (const [key, most] of Object.entries(limits)) {
    const text: unknown = Object(raw)[key];
    if (typeof text !== 'string') continue;
    // A title says first what is done, and the card names what it is done to once more.
    const size = mostCharacters(text.trim(), key === 'title' ? [] : inputs);
    if (size <= most) continue;
    yield {
      at: below(at, key),
      message: `\`${key}\` has up to ${size} characters, of which ${most} are shown`,
      hint: 'shorten it; what takes more belongs behind a link',
    };
  }
}
