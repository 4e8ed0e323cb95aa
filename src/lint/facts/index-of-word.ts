/** A text of an account or region that stands by itself and not inside a longer word or number. */
export function indexOfWord(text: string, word: string): number {
  const isPart = (character: string | undefined): boolean => character !== undefined && /[A-Za-z0-9-]/.test(character);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!isPart(text[at - 1]) && !isPart(text[at + word.length])) return at;
  return -1;
}
