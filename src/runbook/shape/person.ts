import { Type } from '#domain/type.ts';
import { every } from './every.ts';
import { closed, duration, expression, groupNames, kebab, listOfSteps, oneOf, snakeKeys, template } from './words.ts';

export const manual = Type.Object(
  {
    ...every,
    manual: template('What a person does, in Markdown.'),
    fields: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        title: 'a mapping of fields',
        description: 'Asked of whoever says that it is done; they are the outputs of the step.',
        ...snakeKeys,
      }),
    ),
    assign: Type.Optional(groupNames('Who may do it; who may start the runbook if nothing is said.')),
    remind: Type.Optional(duration('Mentions them again after this time.')),
    timeout: Type.Optional(duration('How long it may take; 4h if nothing is said.')),
  },
  { title: 'a step that a person does', ...closed },
);

export const option = Type.Object(
  {
    id: kebab('What `steps.<id>.outputs.option` is when it was chosen.'),
    label: template('What stands on the button.'),
    description: Type.Optional(template('What it means.')),
    if: Type.Optional(expression('It is not offered where this is false.')),
    steps: Type.Optional(listOfSteps('Done when it was chosen; of an empty list nothing is.', 0)),
    end: Type.Optional(oneOf(['stopped', 'succeeded'], 'The run ends here; `finally` runs all the same.')),
  },
  { title: 'an option', ...closed },
);

export const choose = Type.Object(
  {
    ...every,
    choose: Type.Object(
      {
        question: template('What a person decides.'),
        suggest: Type.Optional(template('The id of the option that is shown first.')),
        options: Type.Array(option, {
          title: 'a list of options',
          description: 'One of these.',
          minItems: 2,
          maxItems: 10,
        }),
      },
      { title: 'a choice', description: 'A person picks one of several ways on.', ...closed },
    ),
    assign: Type.Optional(groupNames('Who may choose; who may start the runbook if nothing is said.')),
    timeout: Type.Optional(duration('How long it may take; 4h if nothing is said.')),
  },
  { title: 'a step that a person chooses from', ...closed },
);
