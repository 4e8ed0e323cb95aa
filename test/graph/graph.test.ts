import { describe, expect, it } from '@jest/globals';
import { catalogue } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import { draw } from '#graph/draw.ts';
import { layout } from '#graph/layout.ts';
import { mermaid } from '#graph/mermaid.ts';
import type { Box, Picture } from '#graph/picture.ts';
import { svg } from '#graph/svg.ts';
import { wrap } from '#graph/text.ts';
import { action, check, everything, runbookOf } from './everything.ts';

const actions = signatures(catalogue);
const restart = actions.get('ecs.restart-service');
/** A restart leaves nothing to put back; a scaling does. */
const known = new Map([
  ...actions,
  ...(restart ? ([['ecs.scale-service', { ...restart, id: 'ecs.scale-service', undo: 'auto' }]] as const) : []),
]);
const all = (boxes: readonly Box[]): readonly Box[] => boxes.flatMap((box) => [box, ...all(box.inside ?? [])]);
const waysOf = ({ ways }: Picture) =>
  ways.map(
    ({ from, to, label, kind }) =>
      `${from} ${kind === 'next' ? '->' : `-${kind}->`} ${to}${label ? ` (${label})` : ''}`,
  );

describe('the picture of a runbook', () => {
  const picture = draw(everything, known);

  it('has a box for every step, and what can be put back once more', () => {
    expect(all(picture.boxes).map(({ id }) => id)).toEqual([
      'START',
      'zookeeper',
      'lag',
      'both',
      'left',
      'cool',
      'which',
      'again',
      'call',
      'each',
      'restart',
      'ROLLBACK',
      'left~undo',
      'FINALLY',
      'tell',
      'END',
    ]);
  });

  it('has every way on, also past a step that is left out, out of an option that ends the run, and back', () => {
    expect(waysOf(picture)).toEqual([
      'START -> zookeeper',
      "zookeeper -> lag (if steps.zookeeper.outcome == 'passed')",
      'lag -> left',
      'zookeeper -otherwise-> left (otherwise)',
      'lag -> cool',
      'zookeeper -otherwise-> cool (otherwise)',
      'left -> which',
      'cool -> which',
      'which -> again (They lag)',
      'which -> call (They are gone)',
      'again -> restart',
      'call -> restart',
      'left -failure-> left~undo (fails)',
      'restart -> tell',
      'left~undo -> tell',
      'which -> tell (All is fine: ends succeeded)',
      'again -failure-> tell (fails)',
      'tell -> END',
    ]);
  });

  it('shows no way back where nothing can be put back', () => {
    const { boxes, ways } = draw(runbookOf([action('a', { onFailure: 'rollback' })]), known);
    expect(boxes.map(({ id }) => id)).toEqual(['START', 'a', 'END']);
    expect(ways.at(-1)).toEqual({ from: 'a', to: 'END', kind: 'failure', label: 'fails' });
  });

  it('says of a step what it does, how it is proven and how long it must stay well', () => {
    expect(all(picture.boxes).find(({ id }) => id === 'zookeeper')?.lines).toEqual([
      'ecs.restart-service · service zookeeper',
      'proven by logs.wait-for',
      'and well for 30 s',
    ]);
  });
});

describe('Mermaid', () => {
  it('takes no sign of a title for its own', () => {
    const { length } = mermaid(draw(runbookOf([check('a')]), known)).split('\n');
    const hostile = mermaid(
      draw(runbookOf([check('a', { title: `"]; click s_a "javascript:x" %%{init}%% <b> --> end\n` })]), known),
    );
    expect(hostile.split('\n')).toHaveLength(length);
    expect(hostile).toContain('["#34;#93;;'.replace('["', '[/"'));
    expect(hostile).not.toMatch(/javascript:x"|<b>|%%/);
  });

  it('has ids without signs of its own', () => {
    expect(mermaid(draw(everything, known))).toMatch(/^ {4}s_left_126_undo\["Undo: Restart left"\]:::undo$/m);
  });
});

describe('SVG', () => {
  it('is XML whatever the titles say, and runs nothing', async () => {
    const drawn = await svg(draw(runbookOf([check('a', { title: `</text><script>x()</script>&"'\u0001` })]), known));
    expect(drawn).toContain('&#60;/text&#62;&#60;script&#62;x()');
    expect(drawn).not.toContain('<script');
    expect(drawn).not.toContain('\u0001');
  });

  it('places no box over another, and every box in the box around it', async () => {
    const { boxes, width, height } = await layout(draw(everything, known));
    const leaves = boxes.filter(({ isAround }) => !isAround);
    const overlapping = leaves.flatMap((a, i) =>
      leaves
        .slice(i + 1)
        .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height),
    );
    expect(overlapping).toEqual([]);
    expect(boxes.filter(({ x, y, width: w, height: h }) => x < 0 || y < 0 || x + w > width || y + h > height)).toEqual(
      [],
    );
  });

  it('is the same each time', async () => {
    expect(await svg(draw(everything, known))).toBe(await svg(draw(everything, known)));
  });
});

describe('the text of a box', () => {
  it('is cut at words, in words that are too long, and after as many lines as fit', () => {
    expect(wrap('one two three', 7, 2)).toEqual(['one two', 'three']);
    expect(wrap('abcdefghij', 4, 3)).toEqual(['abcd', 'efgh', 'ij']);
    expect(wrap('one two three four', 5, 2)).toEqual(['one', 'two…']);
  });
});
