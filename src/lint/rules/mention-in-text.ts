import { postedBy } from '../facts/posted-texts.ts';
import { partOf } from '../facts/texts.ts';
import { defineRule } from '../rule.ts';

/** Signs that only Slack's own markup has, and the three words that would wake up everybody. */
const sign = /<(?:!(?:channel|here|everyone|subteam\^)|@[UW])[^>\s]*>?/;
const word = /(?<![\w@])@(?:channel|here|everyone)\b/;

export default defineRule({
  id: 'mention-in-text',
  area: 'messages',
  severity: 'warning',
  summary: 'Who is woken up stands in stepward.yml or in `assign`, not in a text.',
  *step(step) {
    for (const { at, key, text } of postedBy(step)) {
      // Somebody may well be told to write `@here` somewhere.
      const found = sign.exec(text) ?? (key === 'manual' ? null : word.exec(text));
      if (!found) continue;
      yield {
        at,
        ...partOf(text, found.index, found[0].length),
        message: `\`${found[0]}\` wakes up nobody: a text is shown as it stands`,
        hint: 'name groups in `assign`, or in `approve` and `notify` of stepward.yml',
      };
    }
  },
});
