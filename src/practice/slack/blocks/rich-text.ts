import { flag, kinds, list, oneOf, type Rule, shape, text, whole } from './rules.ts';

const style = shape({}, { bold: flag, italic: flag, strike: flag, code: flag });
const word = text(64);

const inline = kinds({
  text: shape({ text: text(3000) }, { style }),
  link: shape({ url: text(3000) }, { text: text(3000), style, unsafe: flag }),
  emoji: shape({ name: word }, { unicode: word }),
  user: shape({ user_id: word }, { style }),
  usergroup: shape({ usergroup_id: word }, { style }),
  channel: shape({ channel_id: word }, { style }),
  date: shape({ timestamp: whole(0, 4_102_444_800), format: text(255) }, { url: text(3000), fallback: text(255) }),
});

const run = list(inline, 0, 1000);
const section = shape({ elements: run });

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
const part = kinds({
  rich_text_section: section,
  rich_text_preformatted: shape({ elements: run }, { border: whole(0, 1) }),
  rich_text_quote: shape({ elements: run }, { border: whole(0, 1) }),
  rich_text_list: shape(
    { style: oneOf('bullet', 'ordered'), elements: list(kinds({ rich_text_section: section }), 1, 1000) },
    { indent: whole(0, 8), offset: whole(0, 1000), border: whole(0, 1) },
  ),
});

export const richParts: Rule = list(part, 1, 1000);
