import type { VerifyCheck } from '#domain/runbook.ts';
import type { Subject } from '../rule.ts';
import { servicesOf } from './services.ts';
import { usual } from './usual.ts';

/** The services that a check speaks of, by their names or the expressions that give them; of a log group the last part of its name. */
export function namedBy({ with: given }: Pick<VerifyCheck, 'with'>, subject: Subject): readonly string[] {
  const group = given['group'] === undefined ? undefined : usual(given['group'], subject);
  const last = typeof group === 'string' ? group.split('/').at(-1) : undefined;
  return [...servicesOf(given, subject), ...(last === undefined ? [] : [last])];
}
