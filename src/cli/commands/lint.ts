import { type Command, numberOf, type Options, textOf, textsOf, usage } from '../command.ts';
import { type Exit, exit } from '../exit.ts';
import { aboutRule } from '../lint/about-rule.ts';
import { lintOnce, type Wish } from '../lint/lint-once.ts';
import { watch } from '../lint/watch.ts';
import { formats } from '../lint/write-reports.ts';
import { outputsOf } from '../outputs.ts';
import type { Parts } from '../parts.ts';

/** @throws Failure `usage` */
function wishOf(words: readonly string[], options: Options): Wish {
  const stdinFile = textOf(options, 'stdinFilepath');
  const fromStdin = options['stdin'] === true || stdinFile !== undefined || words.includes('-');
  if (fromStdin && words.some((word) => word !== '-'))
    throw usage('Stdin is linted alone.', 'Name no files beside it; --stdin-filepath says what its file is.');
  return {
    paths: fromStdin ? ['-'] : words.length > 0 ? words : ['runbooks'],
    ...(stdinFile === undefined ? {} : { stdinFile }),
    outputs: outputsOf(textsOf(options, 'format'), formats),
    fix: options['fix'] === true,
    ignores: options['ignores'] !== false,
    maxWarnings: maxWarningsOf(options),
  };
}

function maxWarningsOf(options: Options): number {
  if (options['strict']) return 0;
  return options['maxWarnings'] === undefined ? Number.POSITIVE_INFINITY : numberOf(options, 'maxWarnings');
}

function keepWatching(wish: Wish, parts: Parts): Promise<Exit> {
  if (wish.paths.includes('-')) throw usage('Stdin cannot be watched.', 'Name files or folders.');
  return watch(wish.paths, () => lintOnce(wish, parts), parts);
}

const command: Command = {
  name: 'lint',
  arguments: '[paths...]',
  summary: 'Check runbooks and their tests (files, folders, globs, or - for stdin): what is wrong, and where.',
  options: [
    { flags: '--fix', summary: 'make the changes that findings offer' },
    {
      flags: '--format <format>',
      summary: `${formats.join(', ')}; to a file with <format>=<file>; may be given several times`,
      repeated: true,
    },
    { flags: '--strict', summary: 'fail on warnings, too' },
    { flags: '--max-warnings <number>', summary: 'fail on more warnings than these' },
    { flags: '--no-ignores', summary: 'show also what comments in the files ignore' },
    { flags: '--stdin', summary: 'lint what stands on stdin' },
    { flags: '--stdin-filepath <path>', summary: 'the same, as the text of this file' },
    { flags: '--watch', summary: 'lint anew whenever a file changes' },
    { flags: '--rule <rule>', summary: 'say what a rule is about, and lint nothing' },
  ],
  async run(words, options, parts) {
    const rule = textOf(options, 'rule');
    if (rule !== undefined) {
      parts.io.out(aboutRule(rule));
      return exit.fine;
    }
    const wish = wishOf(words, options);
    return options['watch'] ? keepWatching(wish, parts) : lintOnce(wish, parts);
  },
};

export default command;
