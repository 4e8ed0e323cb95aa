/** A question about something that does not change, answered once for as long as that is kept: many rules ask the same. */
export function once<About extends object, Answer>(ask: (about: About) => Answer): (about: About) => Answer {
  const answers = new WeakMap<About, { readonly answer: Answer }>();
  return (about) => {
    const known = answers.get(about);
    if (known) return known.answer;
    const answer = ask(about);
    answers.set(about, { answer });
    return answer;
  };
}

/** The same of one thing among others, such as a step of a subject. */
export function onceIn<About extends object, Among extends object, Answer>(
  ask: (about: About, among: Among) => Answer,
): (about: About, among: Among) => Answer {
  const askersOf = once((among: Among) => once((about: About) => ask(about, among)));
  return (about, among) => askersOf(among)(about);
}
