import type { ReactNode } from 'react';
import type { Json } from '#domain/json.ts';
import type { Selected } from '#practice/slack/state-values.ts';
import { useDesk } from '../desk.ts';
import { Text } from './display.tsx';
import { isPart, type Part, partsOf, wordsOf } from './types.ts';

export interface FieldProps {
  readonly id: string;
  readonly element: Part;
  readonly selected: Selected;
  readonly onSelect: (selected: Selected) => void;
  /** Ids of the texts that explain the field. */
  readonly describedBy?: string;
  /** For elements outside of a labelled input. */
  readonly label?: string;
}

const single = (selected: Selected): string => (typeof selected === 'string' ? selected : '');
const several = (selected: Selected): readonly string[] =>
  typeof selected === 'string' ? [selected] : (selected ?? []);

interface Choice {
  readonly value: string;
  readonly label: Json | undefined;
  readonly description: Json | undefined;
}

const optionsOf = (element: Part): readonly Choice[] =>
  partsOf(element['options']).map(({ value, text, description }) => ({
    value: String(value),
    label: text,
    description,
  }));

function usePeople(): readonly Choice[] {
  const { people } = useDesk().slack;
  return people.map(({ id, displayName }) => ({
    value: id,
    label: { type: 'plain_text', text: displayName },
    description: undefined,
  }));
}

const common = ({ id, describedBy, label }: FieldProps) => ({
  id,
  ...(describedBy ? { 'aria-describedby': describedBy } : {}),
  ...(label ? { 'aria-label': label } : {}),
});

const placeholderOf = (element: Part, otherwise = ''): string => wordsOf(element['placeholder']) || otherwise;

function useChannels(): readonly Choice[] {
  const { places } = useDesk().slack;
  return places
    .filter(({ kind }) => kind === 'channel')
    .map(({ id, name }) => ({ value: id, label: { type: 'plain_text', text: `#${name}` }, description: undefined }));
}

function TextField(props: FieldProps): ReactNode {
  const { element, selected, onSelect } = props;
  const shared = { ...common(props), value: single(selected), placeholder: placeholderOf(element, 'Write something') };
  return element['multiline'] === true ? (
    <textarea {...shared} rows={4} onChange={({ target }) => onSelect(target.value)} />
  ) : (
    <input
      {...shared}
      type={element['type'] === 'url_text_input' ? 'url' : 'text'}
      onChange={({ target }) => onSelect(target.value)}
    />
  );
}

const NumberField = (props: FieldProps): ReactNode => (
  <input
    {...common(props)}
    type="number"
    step={props.element['is_decimal_allowed'] === true ? 'any' : 1}
    value={single(props.selected)}
    placeholder={placeholderOf(props.element, 'Enter a number')}
    onChange={({ target }) => props.onSelect(target.value)}
  />
);

const SelectField = ({ choices, ...props }: FieldProps & { readonly choices: readonly Choice[] }): ReactNode => (
  <select
    {...common(props)}
    value={single(props.selected)}
    onChange={({ target }) => props.onSelect(target.value === '' ? null : target.value)}
  >
    <option value="">{placeholderOf(props.element, 'Choose…')}</option>
    {choices.map(({ value, label }) => (
      <option key={value} value={value}>
        {wordsOf(label)}
      </option>
    ))}
  </select>
);

interface ChoicesProps extends FieldProps {
  readonly choices: readonly Choice[];
  readonly type: 'checkbox' | 'radio';
  readonly isBoxed?: boolean;
}

/** Checkboxes or radios, one under the other. */
function Choices({ id, choices, type, selected, onSelect, isBoxed, label, describedBy }: ChoicesProps): ReactNode {
  const chosen = several(selected);
  const toggle = (value: string, isOn: boolean): void =>
    onSelect(type === 'radio' ? value : isOn ? [...chosen, value] : chosen.filter((each) => each !== value));
  return (
    <div
      role={type === 'radio' ? 'radiogroup' : 'group'}
      className={`choices ${isBoxed ? 'boxed' : ''}`}
      {...(label ? { 'aria-label': label } : { 'aria-labelledby': `${id}-label` })}
      {...(describedBy ? { 'aria-describedby': describedBy } : {})}
    >
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type={type}
            name={id}
            checked={chosen.includes(choice.value)}
            onChange={({ target }) => toggle(choice.value, target.checked)}
          />
          <span>
            {isPart(choice.label) && choice.label['type'] === 'mrkdwn' ? (
              <Text text={choice.label} />
            ) : (
              wordsOf(choice.label)
            )}
            {choice.description ? <small>{wordsOf(choice.description)}</small> : null}
          </span>
        </label>
      ))}
    </div>
  );
}

const UserField = (props: FieldProps): ReactNode => <SelectField {...props} choices={usePeople()} />;
const ChannelField = (props: FieldProps): ReactNode => <SelectField {...props} choices={useChannels()} />;
const UsersField = (props: FieldProps): ReactNode => (
  <Choices {...props} choices={usePeople()} type="checkbox" isBoxed />
);

/** By the type of the element: the fields that hold a value. */
const FIELDS: Readonly<Record<string, (props: FieldProps) => ReactNode>> = {
  plain_text_input: TextField,
  url_text_input: TextField,
  conversations_select: ChannelField,
  number_input: NumberField,
  static_select: (props) => <SelectField {...props} choices={optionsOf(props.element)} />,
  multi_static_select: (props) => <Choices {...props} choices={optionsOf(props.element)} type="checkbox" isBoxed />,
  checkboxes: (props) => <Choices {...props} choices={optionsOf(props.element)} type="checkbox" />,
  radio_buttons: (props) => <Choices {...props} choices={optionsOf(props.element)} type="radio" />,
  users_select: UserField,
  multi_users_select: UsersField,
};

export function Field(props: FieldProps): ReactNode {
  const Kind = FIELDS[String(props.element['type'])];
  return Kind ? <Kind {...props} /> : <em>The practice page cannot show “{String(props.element['type'])}”.</em>;
}

/** Whether the label belongs to one control (`htmlFor`) or names a group. */
export const isGroup = (element: Part): boolean =>
  ['multi_static_select', 'checkboxes', 'radio_buttons', 'multi_users_select'].includes(String(element['type']));
