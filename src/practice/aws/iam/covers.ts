/** Whether a text fits a pattern of a policy, in which `*` stands for any text and `?` for any character. */
export const covers = (pattern: string, text: string, flags: 'i' | '' = ''): boolean =>
  new RegExp(
    `^${pattern
      .replaceAll(/[^\w*?]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    flags,
  ).test(text);
