/** Text that stands for itself on one line of Markdown, whatever it holds. */
export const inline = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|#~]/g, (sign) => `\\${sign}`);

/** A text between backticks, which cannot hold any. */
export const code = (text: string): string => `\`${text.replace(/\s+/g, ' ').replaceAll('`', "'")}\``;

/** What an author wrote as Markdown, on one line. */
export const flat = (markdown: string): string => markdown.replace(/\s+/g, ' ').trim();
