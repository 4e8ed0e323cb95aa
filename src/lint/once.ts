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
  // What is among others lives no longer than they do, so that nothing weaker than a map is needed.
  const answersOf = once((_: Among) => new Map<About, { readonly answer: Answer }>());
  return (about, among) => {
    const answers = answersOf(among);
    const known = answers.get(about) ?? { answer: ask(about, among) };
    answers.set(about, known);
    return known.answer;
  };
}
