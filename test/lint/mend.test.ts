import { describe, expect, it } from '@jest/globals';
import type { Fix } from '#domain/finding.ts';
import { mend } from '#lint/mend.ts';
import { defineRule, type Rule } from '#lint/rule.ts';
import { signatures } from '../runbook/signatures.ts';

const head = 'runbook: a\nversion: 1\ntitle: A\nenvironment: prod\nsteps:\n';

/** Finds the first of these words in the text. */
const rule = (id: string, edits: (text: string) => Fix['edits']): Rule =>
  defineRule({
    id,
    area: 'flow',
    severity: 'warning',
    summary: 'A rule.',
    *runbook({ text }) {
      const fix = { title: `Mend ${id}`, edits: edits(text) };
      if (fix.edits.length > 0) yield { at: '', message: id, fix };
    },
  });

const replaced = (word: string, by: string) => (text: string) => {
  const start = text.indexOf(word);
  return start < 0 ? [] : [{ start, end: start + word.length, text: by }];
};

const mended = (text: string, rules: readonly Rule[]) => {
  const { text: after, mended: findings } = mend({ file: 'a.yml', text }, { signatures, rules });
  return { after, ids: findings.map((each) => each.rule) };
};

const text = `${head}  - { id: one, wait: 1s }\n`;

describe('--fix', () => {
  it('makes changes that do not touch at once, and what they uncover in the next round', () => {
    const rules = [
      rule('one', replaced('one', 'two')),
      rule('two', replaced('two', 'three')),
      rule('pause', replaced('1s', '2s')),
    ];
    expect(mended(text, rules)).toEqual({
      after: text.replace('one', 'three').replace('1s', '2s'),
      ids: ['one', 'pause', 'two'],
    });
  });

  it('makes of two changes that touch one, and looks again', () => {
    const rules = [rule('long', replaced('one, wait', 'a, wait')), rule('short', replaced('one', 'b'))];
    expect(mended(text, rules)).toEqual({ after: text.replace('one', 'a'), ids: ['long'] });
  });

  it('ends where changes never end', () => {
    const { after, ids } = mended(text, [rule('more', replaced('id: ', 'id: x'))]);
    expect(ids).toHaveLength(10);
    expect(after).toContain(`id: ${'x'.repeat(10)}one`);
  });

  it('leaves a file alone that is not YAML', () => {
    const broken = `${text}x: [\n`;
    expect(mended(broken, [rule('one', replaced('one', 'two'))])).toEqual({ after: broken, ids: [] });
  });

  it('keeps no change after which the file is not YAML any more', () => {
    expect(mended(text, [rule('brace', replaced(' }', ' '))])).toEqual({ after: text, ids: [] });
  });
});
