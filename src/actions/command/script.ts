import { Failure } from '#domain/failure.ts';

/** A value of an argument; of a list each item is a line of the variable. */
export type Argument = string | number | boolean | readonly (string | number)[];

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const textOf = (value: Argument): string => (Array.isArray(value) ? value.join('\n') : String(value));

/** Systems Manager fills in `{{ssm:name}}` wherever it stands, after anybody has looked at it, and quotes nothing. */
function checked(name: string, text: string): string {
  const bad = text.includes('{{') ? 'two opening braces' : text.includes('\0') ? 'a zero byte' : undefined;
  if (bad !== undefined)
    throw new Failure('user', 'bad-input', `ssm.run-command: the argument ${name} must not hold ${bad}.`);
  return text;
}

/** What a card shows in full: nobody approves what they cannot read. */
const longest = 2_000;

/**
 * The lines that the shell runs: arguments are exported as quoted texts, so that nothing of them is read as shell; a first line that names an interpreter stays the
 * first.
 * @throws Failure `bad-input`
 */
export function scriptOf(lines: readonly string[], args: Readonly<Record<string, Argument>>): readonly string[] {
  const exports = Object.entries(args).map(([name, value]) => `export ${name}=${quoted(checked(name, textOf(value)))}`);
  const [first = ''] = lines;
  const script = first.startsWith('#!') ? [first, ...exports, ...lines.slice(1)] : [...exports, ...lines];
  const { length } = script.join('\n');
  if (length <= longest) return script;
  throw new Failure(
    'user',
    'bad-input',
    `ssm.run-command: a script of ${length} characters does not fit on a card, which shows ${longest}.`,
    { hint: 'Put it into a document of your own.' },
  );
}
