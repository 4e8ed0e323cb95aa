import type { RunView } from '#domain/run-view.ts';
import { type Command, numberOf, type Options, textOf, textsOf, usage } from '../command.ts';
import { exit } from '../exit.ts';
import type { Io } from '../io.ts';
import { personOf } from '../practice/cast.ts';
import { practiceFolder, takeFolder } from '../practice/folder.ts';
import { environmentOption, runbooksOption, speedOption, worldOption } from '../practice/options.ts';
import { asLeft, prompted } from '../walk/prompted.ts';
import { scripted } from '../walk/scripted.ts';
import { openStage, type Stage } from '../walk/stage.ts';
import { start } from '../walk/start.ts';
import { walk } from '../walk/walk.ts';

function answersOf(options: Options): readonly string[] {
  const yes = textOf(options, 'yesAs');
  return [...textsOf(options, 'decide'), ...(yes === undefined ? [] : [`${yes}:approve:*`, `${yes}:done:*`])];
}

const only = (options: Options, name: string): { readonly [key: string]: string } => {
  const text = textOf(options, name);
  return text === undefined ? {} : { [name]: text };
};

async function startAndWalk(
  runbook: string,
  options: Options,
  { stage, io }: { readonly stage: Stage; readonly io: Io },
): Promise<RunView> {
  const { engine, cast, changes, url } = stage;
  const by = personOf(cast, textOf(options, 'as') ?? '').id;
  const answers = answersOf(options);
  const interactive = io.interactive && answers.length === 0;
  const decider = interactive ? prompted(cast) : scripted(answers, { id: (who) => personOf(cast, who).id, last: by });
  const wanted = { runbook, by, inputs: textsOf(options, 'input'), interactive };
  const run = await start(engine, { ...wanted, ...only(options, 'environment'), ...only(options, 'reason') });
  io.out(`The simulated cluster: ${url}\n`);
  return walk(run, { engine, decider, io, changes });
}

const command: Command = {
  name: 'run',
  arguments: '<runbook>',
  summary: 'Walk a runbook in the terminal, as the people of practice.',
  options: [
    { flags: '--practice', summary: 'in a practice world (so far the only way)' },
    { flags: '--input <name=value>', summary: 'an input of the runbook', repeated: true },
    { flags: '--reason <text>', summary: 'why now' },
    { flags: '--as <who>', summary: 'who starts it', default: 'alice' },
    { flags: '--decide <who:what:step>', summary: 'an answer given ahead, like bob:approve:*', repeated: true },
    { flags: '--yes-as <who>', summary: 'this person approves every plan and says done to every manual step' },
    worldOption,
    speedOption,
    runbooksOption,
    environmentOption,
  ],
  async run([runbook = ''], options, parts) {
    if (!options['practice'])
      throw usage('The terminal does not know who you are, so it is for practice only.', 'Add --practice.');
    const world = textOf(options, 'world') ?? '';
    const folder = takeFolder(practiceFolder(world, 'terminal'));
    const stage = await openStage(
      {
        world,
        folder,
        runbooks: textOf(options, 'runbooks') ?? '',
        speed: numberOf(options, 'speed'),
        ...only(options, 'environment'),
      },
      parts,
    );
    try {
      const view = await startAndWalk(runbook, options, { stage, io: parts.io });
      parts.io.out(`\nRead it again: stepward show ${view.short} --store ${folder}`);
      return view.phase === 'succeeded' ? exit.fine : exit.found;
    } catch (thrown) {
      throw asLeft(thrown);
    } finally {
      await stage.stop();
    }
  },
};

export default command;
