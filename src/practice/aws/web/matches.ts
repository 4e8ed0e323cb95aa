/** `*` stands for any characters, `?` for one; upper and lower case differ. */
export function matches(pattern: string, text: string): boolean {
  const parts = pattern.split(/([*?])/).map((part) => wild[part] ?? part.replaceAll(/[$()+.[\\\]^{|}]/g, '\\$&'));
  return new RegExp(`^${parts.join('')}$`, 's').test(text);
}

const wild: Readonly<Record<string, string>> = { '*': '.*', '?': '.' };
