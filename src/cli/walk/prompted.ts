import { input, select } from '@inquirer/prompts';
import { Failure } from '#domain/failure.ts';
import type { Cast } from '../practice/cast.ts';
import { askInputs } from './ask-inputs.ts';
import type { Choice } from './choices.ts';
import type { Decided, Decider } from './decider.ts';

const isA = (thrown: unknown, name: string): boolean => thrown instanceof Error && thrown.name === name;

/** Ctrl-C at a prompt is no bug of ours. */
export const asLeft = (thrown: unknown): unknown =>
  isA(thrown, 'ExitPromptError')
    ? new Failure('refused', 'left', 'Left before its end: the run goes no further, its world is gone.', {
        cause: thrown,
      })
    : thrown;

interface Context {
  readonly signal: AbortSignal;
  readonly clearPromptOnDone: boolean;
}

/** What an answer has to say besides: why, or what the step wants to know. */
async function moreOf({ noted, fields, option, typed }: Choice, context: Context): Promise<Partial<Decided>> {
  return {
    ...(noted ? { note: await input({ message: 'Why?', required: true }, context) } : {}),
    ...(typed === undefined
      ? {}
      : { typed: await input({ message: `This cannot be taken back. Type ${typed}:` }, context) }),
    ...(fields ? { fields: await askInputs(fields, {}) } : {}),
    ...(option === undefined ? {} : { option }),
  };
}

/** The person at the terminal answers, and says for each answer as whom. */
export const prompted =
  ({ people }: Cast): Decider =>
  async ({ card, choices }, signal) => {
    const context: Context = { signal, clearPromptOnDone: true };
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
      return { by, verb: choice.verb, value: choice.value, ...(await moreOf(choice, context)) };
    } catch (thrown) {
      if (isA(thrown, 'AbortPromptError')) return undefined;
      throw thrown;
    }
  };
