import type { Environment } from '#domain/config.ts';
import { once } from '../once.ts';

interface Written {
  readonly environment: string;
  readonly name: string;
  readonly value: string;
}

/** The value of an environment that a text is, or is a path below. Single words are left alone: that they are the same means little. */
export const valueWritten = (text: string, environments: readonly Environment[]): Written | undefined =>
  writtenIn(environments).find(({ value }) => text === value || text.startsWith(`${value}/`));

const writtenIn = once((environments: readonly Environment[]): readonly Written[] =>
  environments.flatMap(({ id, values }) =>
    Object.entries(values).flatMap(([name, value]) =>
      typeof value === 'string' && /[-/:.]/.test(value) ? [{ environment: id, name, value }] : [],
    ),
  ),
);
