/** Whether an environment serves users, by the word in its id: `prod`, `eu-production`, `live`; not `preprod` or `non-prod`. */
export const isProduction = (id: string): boolean =>
  id.split('-').some((word, i, words) => serving.has(word) && !before.has(words[i - 1] ?? ''));

const serving = new Set(['prod', 'production', 'live']);
const before = new Set(['non', 'not', 'pre', 'no']);
