import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';
import { approve } from './approve.ts';
import type { RawInput } from './input.ts';
import { shape } from './shape.ts';
import type { RawStep } from './step.ts';
import { closed, duration, kebab, listOfSteps, plain, snakeKeys } from './words.ts';

const link = Type.Object(
  {
    title: plain('What the link shows.'),
    url: Type.String({ title: 'an https address', description: 'Where it leads.', pattern: '^https?://\\S+$' }),
  },
  { title: 'a link', ...closed },
);

const environments = Type.Union(
  [
    kebab('An entry of `environments` in stepward.yml.'),
    Type.Array(kebab('An entry of `environments` in stepward.yml.'), { minItems: 1, uniqueItems: true }),
  ],
  {
    title: 'an environment, or a list of them',
    description: 'Where it may run: the form asks, the channel preselects.',
  },
);

const defaults = Type.Object(
  {
    with: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        title: 'a mapping of inputs',
        description: 'For every `with` that has the key and does not set it.',
      }),
    ),
  },
  { title: 'defaults', description: 'What holds where a step says nothing.', ...closed },
);

/** Everything but the steps and inputs themselves, which have shapes of their own. */
export const runbook = shape(
  Type.Object(
    {
      runbook: kebab("The id, equal to the file's name."),
      version: Type.Enum([1], { type: 'integer', title: '1', description: 'Of the language.' }),
      title: plain('What people read in the catalogue and on every card.'),
      summary: Type.Optional(plain('When to use it and what it does.')),
      owner: Type.Optional(plain('Who keeps it up to date.')),
      links: Type.Optional(Type.Array(link, { title: 'a list of links', description: 'Shown with the runbook.' })),
      environment: environments,
      inputs: Type.Optional(
        Type.Record(Type.String(), Type.Unknown(), {
          title: 'a mapping of inputs',
          description: 'What is asked before the run starts.',
          ...snakeKeys,
        }),
      ),
      policy: Type.Optional(
        Type.Object(
          { approve: Type.Optional(approve) },
          { title: 'a policy', description: 'Tightens what the environment says.', ...closed },
        ),
      ),
      timeout: Type.Optional(duration('The run stops after this time; 24h if nothing is said.')),
      hold: Type.Optional(duration('How long a held step waits for a person; 30m if nothing is said.')),
      defaults: Type.Optional(defaults),
      steps: listOfSteps('What is done, in this order.', 1),
      finally: Type.Optional(listOfSteps('Runs however the run ended.', 0)),
    },
    { title: 'a runbook', ...closed },
  ),
  { schedule: 'stands in stepward.yml, under `schedules`' },
);

type Header = Static<typeof runbook.schema>;
export type RawRunbook = Omit<Header, 'inputs' | 'steps' | 'finally'> & {
  readonly inputs?: Readonly<Record<string, RawInput>>;
  readonly steps: readonly RawStep[];
  readonly finally?: readonly RawStep[];
};
