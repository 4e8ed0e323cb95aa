import { describe, expect, it } from '@jest/globals';
import type { ViewStateValue } from '@slack/bolt';
import { inputValues, typed } from '#slack/form-values.ts';

const option = (value: string) => ({ text: { type: 'plain_text' as const, text: value, emoji: true }, value });

const VALUES: Record<string, Record<string, ViewStateValue>> = {
  'input:prod:text': { value: { type: 'plain_text_input', value: ' kafka ' } },
  'input:prod:empty': { value: { type: 'plain_text_input', value: null } },
  'input:prod:count': { value: { type: 'number_input', value: '3' } },
  'input:prod:color': { value: { type: 'static_select', selected_option: option('red') } },
  'input:prod:none': { value: { type: 'static_select', selected_option: null } },
  'input:prod:zones': { value: { type: 'multi_static_select', selected_options: [option('a'), option('b')] } },
  'input:prod:no_zones': { value: { type: 'multi_static_select', selected_options: [] } },
  'start.environment': { 'start.environment': { type: 'static_select', selected_option: option('prod') } },
  reason: { value: { type: 'plain_text_input', value: ' INC-812 ' } },
};

describe('what comes back with a form', () => {
  it('is read by input name, and what was left empty is absent', () => {
    expect(inputValues(VALUES)).toEqual({ text: ' kafka ', count: '3', color: 'red', zones: ['a', 'b'] });
  });

  it('is trimmed where it is a sentence, and empty where it is missing', () => {
    expect([typed(VALUES, 'reason'), typed(VALUES, 'note')]).toEqual(['INC-812', '']);
  });
});
