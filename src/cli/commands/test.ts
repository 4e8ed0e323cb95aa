import { type Command, textOf } from '../command.ts';
import { exit } from '../exit.ts';
import { runTests } from '../test/run-tests.ts';
import { testText } from '../test/text.ts';
import { findingText } from '../text/finding.ts';

const command: Command = {
  name: 'test',
  arguments: '[paths...]',
  summary: 'Run the tests of runbooks (*.test.yml files, or folders) in practice worlds, in simulated time.',
  options: [{ flags: '--only <name>', summary: 'those tests whose name holds this text' }],
  async run(paths, options, parts) {
    const reports = await runTests(paths.length > 0 ? paths : ['runbooks'], parts, {
      only: textOf(options, 'only') ?? '',
      began: (file) => parts.io.out(file),
      told: (file, test) => parts.io.out(testText(test, file)),
    });
    for (const finding of reports.flatMap(({ findings }) => findings)) parts.io.out(findingText(finding));
    return exit.fine;
  },
};

export default command;
