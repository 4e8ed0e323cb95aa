import { input, select } from '@inquirer/prompts';
import type { Cast } from '../practice/cast.ts';
import type { Decider } from './decider.ts';

const isAborted = (thrown: unknown): boolean => thrown instanceof Error && thrown.name === 'AbortPromptError';

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
      if (isAborted(thrown)) return undefined;
      throw thrown;
    }
  };
