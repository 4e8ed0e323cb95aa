import { readdirSync } from 'node:fs';
import { expect, it } from '@jest/globals';

const here = readdirSync(import.meta.dirname).flatMap((file) => /^(.+)\.test\.ts$/.exec(file)?.[1] ?? []);

it('tests the runbooks of every system', () => {
  const systems = readdirSync('runbooks', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(here.filter((name) => name !== 'systems').sort()).toEqual(systems.map(({ name }) => name).sort());
});
