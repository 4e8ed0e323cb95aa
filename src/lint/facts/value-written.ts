import type { Environment } from '#domain/config.ts';

interface Written {
  readonly environment: string;
  readonly name: string;
  readonly value: string;
}

/** The value of an environment that a text is, or is a path below. Single words are left alone: that they are the same means little. */
export const valueWritten = (text: string, environments: readonly Environment[]): Written | undefined =>
  environments
    .flatMap(({ id, values }) =>
      Object.entries(values).flatMap(([name, value]) =>
        typeof value === 'string' && /[-/:.]/.test(value) ? [{ environment: id, name, value }] : [],
      ),
    )
    .find(({ value }) => text === value || text.startsWith(`${value}/`));
