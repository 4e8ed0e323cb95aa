import { isObject } from '#domain/json.ts';
import { ROLLBACK, rollbackOf } from '#domain/rollback.ts';
import type { Undone } from '../member.ts';
import type { Stay } from '../rollback.ts';
import type { ResultRow } from '../rows.ts';
import type { Seen } from './seen.ts';

/** Changes that nothing puts back, as it was found when the roll back began. */
export function staysOf({ results }: Pick<Seen, 'results'>): readonly Stay[] {
  const evidence = results.find(({ instance }) => instance === ROLLBACK)?.evidence;
  const stays = isObject(evidence) ? evidence['stays'] : undefined;
  return (stays ?? []) as unknown as readonly Stay[];
}

/** Undos that have not passed: what they were to put back is as it was. */
export function failedUndos({ results, loaded }: Seen): readonly Stay[] {
  return rollbackOf(loaded.definition.runbook).steps.flatMap(({ id }) => {
    const list = (results.find(({ instance }) => instance === id)?.items ?? []) as readonly Undone[];
    return list.flatMap(({ instance }, nth) => {
      const undo = results.find((row) => row.instance === `${id}~${nth + 1}`);
      if (undo?.outcome === 'passed') return [];
      const title = results.find((row) => row.instance === instance)?.title ?? instance;
      return [{ instance, title, reason: whyNot(undo) }];
    });
  });
}

const whyNot = (undo: ResultRow | undefined): string =>
  undo?.note ?? (undo?.outcome === 'skipped' ? 'it was skipped' : 'it was not put back');
