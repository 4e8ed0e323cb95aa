import { onceIn } from '../once.ts';
import type { Subject } from '../rule.ts';
import { type Repeated, servicesOfEach } from './services.ts';
import { usual } from './usual.ts';

/** The services that a check speaks of, by their names or the expressions that give them; of a log group the last part of its name. */
export const namedBy = onceIn((check: Repeated, subject: Subject): readonly string[] => {
  const { group: written } = check.with;
  const group = written === undefined ? undefined : usual(written, subject);
  const last = typeof group === 'string' ? group.split('/').at(-1) : undefined;
  return [...servicesOfEach(check, subject), ...(last === undefined ? [] : [last])];
});
