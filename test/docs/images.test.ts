import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { stepward } from '../cli/stepward.ts';
import { pages, proseOf } from './pages.ts';

const folder = 'docs/images';
const images = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(?:png|svg)$/.test(file))
  .sort();
const megabyte = 1_000_000;

const shown = pages.flatMap((page) =>
  [...proseOf(page).matchAll(/!\[([^\]]*)\]\([\w./]*images\/([\w./-]+)\)/g)].map(([, says = '', file = '']) => ({
    says,
    file,
  })),
);
const taken = readdirSync('test/browser')
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => readFileSync(join('test/browser', file), 'utf8'))
  .join('\n');
/** `approval-${step}` stands for each of the pictures of the steps, `messages/${name}` for each of the gallery. */
const names = [...taken.matchAll(/pictures\.take\(['`]([^'`]+)['`]/g)].map(
  ([, name = '']) => new RegExp(`^${name.replace(/\$\{\w+\}/, '[\\w-]+')}\\.png$`),
);

describe('the pictures', () => {
  it('are each shown on a page, with words for who cannot see them', () => {
    expect([...new Set(shown.map(({ file }) => file))].sort()).toEqual(images);
    expect(shown.filter(({ says }) => says.length < 20)).toEqual([]);
  });

  it('of Slack are those that the tests of the browser take', () => {
    const pictures = images.filter((file) => file.endsWith('.png'));
    expect(pictures.filter((file) => !names.some((name) => name.test(file)))).toEqual([]);
    expect(names.filter((name) => !pictures.some((file) => name.test(file)))).toEqual([]);
  });

  it('are quick to load', () => {
    const sizeOf = (files: readonly string[]): number =>
      files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
    const isOfGallery = (file: string): boolean => file.startsWith('messages/');
    expect(sizeOf(images.filter(isOfGallery))).toBeLessThan(4 * megabyte);
    expect(sizeOf(images.filter((file) => !isOfGallery(file)))).toBeLessThan(3 * megabyte);
  });

  it('have the graph as `stepward graph` draws it', async () => {
    const { out } = await stepward(
      ['graph', 'runbooks/alerting-platform/kafka-zookeeper-restart.yml', '--format', 'svg'],
      {},
    );
    expect(readFileSync(join(folder, 'graph.svg'), 'utf8')).toBe(out);
  });
});
