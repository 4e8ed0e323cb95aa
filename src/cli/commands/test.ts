import { type Command, numberOf, type Options, textOf, textsOf, usage } from '../command.ts';
import { type Exit, exit } from '../exit.ts';
import type { Io } from '../io.ts';
import { outputsOf } from '../outputs.ts';
import { hasPassed, type Report, shortOf, testsOf } from '../test/report.ts';
import { runTests } from '../test/run-tests.ts';
import { endText, testText } from '../test/text.ts';
import { formats, isFollowed, writeReports } from '../test/write-reports.ts';

/** Whether everything is as it should be; what is not covered enough is said on stderr, whatever stdout is for. */
function verdict(report: Report, wanted: number, { err }: Io): Exit {
  const short = shortOf(report, wanted);
  for (const { runbook } of short) err(`The tests of ${runbook} take less than ${wanted} % of its edges.`);
  const isFine =
    short.length === 0 &&
    testsOf(report).every(hasPassed) &&
    report.files.every(({ findings }) => findings.length === 0);
  return isFine ? exit.fine : exit.found;
}

function wantedOf(options: Options): number {
  if (options['minCoverage'] === undefined) return 0;
  if (options['only'] !== undefined) throw usage('--min-coverage is for all tests, --only for some.');
  return numberOf(options, 'minCoverage');
}

const command: Command = {
  name: 'test',
  arguments: '[paths...]',
  summary: 'Run the tests of runbooks (*.test.yml files, or folders) in practice worlds, in simulated time.',
  options: [
    { flags: '--only <name>', summary: 'the tests whose name holds this text' },
    { flags: '--coverage', summary: "list the edges of each runbook's machine that no test takes" },
    { flags: '--min-coverage <percent>', summary: 'fail below this share of edges taken, of every runbook' },
    {
      flags: '--format <format>',
      summary: `${formats.join(', ')}; to a file with <format>=<file>; may be given several times`,
      repeated: true,
    },
  ],
  async run(paths, options, parts) {
    const { io } = parts;
    const outputs = outputsOf(textsOf(options, 'format'), formats);
    const isListed = options['coverage'] === true;
    const isLive = outputs.some(isFollowed);
    const wanted = wantedOf(options);
    const say = isLive ? io.out : () => {};
    const report = await runTests(paths.length > 0 ? paths : ['runbooks'], parts, {
      only: textOf(options, 'only') ?? '',
      began: say,
      told: (file, test) => say(testText(test, file)),
    });
    say(endText(report, isListed));
    writeReports(outputs, report, { io, isListed });
    return verdict(report, wanted, io);
  },
};

export default command;
