import type { ActionStep } from '#domain/runbook.ts';
import type { Subject } from '../rule.ts';

/** The expression for the moment from which on lines can come from what a step has changed. */
export function sinceChange({ id, uses, forEach }: ActionStep, { signatures }: Subject): string {
  const hasStart = !forEach && signatures.get(uses)?.outputs['started_at'] !== undefined;
  return `"\${{ steps.${id}.${hasStart ? 'outputs.started_at' : 'applied_at'} }}"`;
}
