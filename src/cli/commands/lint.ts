import type { Command } from '../command.ts';
import { exit } from '../exit.ts';
import { lintPaths } from '../lint-paths.ts';
import { findingText } from '../text/finding.ts';

const command: Command = {
  name: 'lint',
  arguments: '[paths...]',
  summary: 'Check runbooks (files, folders, or - for stdin): what is wrong, and where.',
  async run(paths, _, parts) {
    const { files, findings } = await lintPaths(paths.length > 0 ? paths : ['runbooks'], parts);
    for (const finding of findings) parts.io.out(findingText(finding));
    if (findings.length === 0) parts.io.out(`No findings in ${files} ${files === 1 ? 'file' : 'files'}.`);
    return findings.some(({ severity }) => severity === 'error') ? exit.found : exit.fine;
  },
};

export default command;
