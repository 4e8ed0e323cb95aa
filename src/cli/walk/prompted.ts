import { input, select } from '@inquirer/prompts';
import { Failure } from '#domain/failure.ts';
import type { Cast } from '../practice/cast.ts';
import type { Decider } from './decider.ts';

const isA = (thrown: unknown, name: string): boolean => thrown instanceof Error && thrown.name === name;

/** Ctrl-C at a prompt is no bug of ours. */
export const asLeft = (thrown: unknown): unknown =>
  isA(thrown, 'ExitPromptError')
    ? new Failure('refused', 'left', 'Left before its end: the run goes no further, its world is gone.', {
        cause: thrown,
      })
    : thrown;

/** The person at the terminal answers, and says for each answer as whom. */
export const prompted =
  ({ people }: Cast): Decider =>
  async ({ card, choices }, signal) => {
    const context = { signal, clearPromptOnDone: true };
    try {
      const choice = await select(
        {
          message: `${card.step.title}:`,
          choices: choices.map((offered) => ({ name: offered.label, value: offered })),
        },
        context,
      );
      const by = await select(
        { message: 'As whom?', choices: people.map(({ id, name }) => ({ name, value: id })) },
        context,
      );
      const note = choice.noted ? await input({ message: 'Why?', required: true }, context) : undefined;
      return { by, verb: choice.verb, value: choice.value, ...(note === undefined ? {} : { note }) };
    } catch (thrown) {
      if (isA(thrown, 'AbortPromptError')) return undefined;
      throw thrown;
    }
  };
