import { catalogue } from '#actions/list.ts';
import type { Config } from '#domain/config.ts';
import type { Aws } from '#engine/ports.ts';
import { readInputs } from '#runbook/inputs.ts';
import { type Command, type Options, textOf, textsOf, usage } from '../command.ts';
import { exit } from '../exit.ts';
import type { Parts } from '../parts.ts';
import { castOf } from '../practice/cast.ts';
import { environmentOf, practiceEnvironment } from '../practice/environment.ts';
import { environmentOption, worldOption } from '../practice/options.ts';
import { preview } from '../preview/preview.ts';
import { openRunbook } from '../read-runbook.ts';

const command: Command = {
  name: 'plan',
  arguments: '<file>',
  summary: 'Show what a run would ask and call now: real reads, no writes.',
  options: [
    { flags: '--input <name=value>', summary: 'an input of the runbook', repeated: true },
    environmentOption,
    { flags: '--practice', summary: 'read a practice world instead of AWS' },
    worldOption,
  ],
  async run([file = ''], options, parts) {
    const { runbook, config } = await openRunbook(file, parts);
    if (!config) throw usage('There is no stepward.yml above this file, so its environments are not known.');
    const environment = environmentOf(config, textOf(options, 'environment') ?? runbook.environments[0]);
    const read = readInputs(runbook.inputs, given(options), environment);
    if ('problems' in read) throw usage(read.problems.map(({ message }) => message).join('\n'));
    const { aws, now, stop } = await openAws(options, config, parts);
    try {
      parts.io.out(`${runbook.title} in ${environment.id} (${environment.account}, ${environment.region})`);
      let trouble = false;
      const trying = { environment, actions: catalogue, read: aws.reader(environment), now: now() };
      for await (const shown of preview(runbook, read.values, trying)) {
        const indent = '  '.repeat(shown.depth);
        parts.io.out(shown.lines.map((line) => indent + line).join('\n'));
        trouble ||= shown.trouble;
      }
      return trouble ? exit.found : exit.fine;
    } finally {
      await stop();
    }
  },
};

function given(options: Options): Readonly<Record<string, string>> {
  const pairs = textsOf(options, 'input').map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw usage(`"${text}" is not an input like name=value.`);
    return [text.slice(0, at), text.slice(at + 1)] as const;
  });
  return Object.fromEntries(pairs);
}

interface Opened {
  readonly aws: Aws;
  now(): number;
  stop(): Promise<void>;
}

async function openAws(options: Options, config: Config, parts: Parts): Promise<Opened> {
  if (!options['practice']) return { aws: await parts.aws(), now: Date.now, stop: async () => {} };
  const id = textOf(options, 'world') ?? '';
  const asked = { world: id, environment: textOf(options, 'environment') };
  const environment = await practiceEnvironment(config, asked, parts);
  const settings = { world: id, port: 0, speed: 1, environment };
  const world = await parts.world({ ...settings, cast: castOf(config, environment) });
  return { aws: await parts.practiceAws(world.url), now: world.clock.now, stop: world.stop };
}

export default command;
