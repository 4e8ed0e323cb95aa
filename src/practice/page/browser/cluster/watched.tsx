import type { ReactNode } from 'react';
import { useLive } from '../desk.ts';
import { age } from '../time.ts';

/** Alarms that ring; nothing where none does. */
export function Alarms({ now }: { readonly now: number }): ReactNode {
  const { alarms } = useLive().cluster;
  if (alarms.length === 0) return null;
  return (
    <ul className="alarms" aria-label="Alarms">
      {alarms.map(({ name, reason, since }) => (
        <li key={name} title={reason}>
          <b className="chip bad">ALARM</b> {name} <time>{age(now - since)}</time>
        </li>
      ))}
    </ul>
  );
}

const moodOf = (healthy: number, total: number): string => {
  if (total === 0) return 'over';
  return healthy === total ? 'good' : 'bad';
};

export function Targets(): ReactNode {
  const { targets } = useLive().cluster;
  if (targets.length === 0) return null;
  return (
    <>
      <h3>Target groups</h3>
      <ul className="rows" aria-label="Target groups">
        {targets.map(({ group, healthy, total, why }) => (
          <li key={group} title={why}>
            <code>{group}</code>{' '}
            <b className={`chip ${moodOf(healthy, total)}`}>
              {total === 0 ? 'no targets' : `${healthy}/${total} healthy`}
            </b>{' '}
            {why ? <small>{why}</small> : null}
          </li>
        ))}
      </ul>
    </>
  );
}
