import type { ReactNode } from 'react';
import { useLive } from '../desk.ts';

/** `AWSPENDING` is what comes next, so it is told; a version that only was is not. */
const shownStages = ['AWSCURRENT', 'AWSPENDING'];

/** The end of a version's id tells it from the others. */
const short = (id: string): string => id.slice(-6);

export function Parameters(): ReactNode {
  const { parameters } = useLive().cluster;
  if (parameters.length === 0) return null;
  return (
    <>
      <h3>Parameters</h3>
      <ul className="rows" aria-label="Parameters">
        {parameters.map(({ name, version, labels }) => (
          <li key={name}>
            <code>{name}</code> <span>version {version}</span>{' '}
            {labels.map((label) => (
              <b className="chip" key={label}>
                {label}
              </b>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

export function Secrets(): ReactNode {
  const { secrets } = useLive().cluster;
  if (secrets.length === 0) return null;
  return (
    <>
      <h3>Secrets</h3>
      <ul className="rows" aria-label="Secrets">
        {secrets.map(({ name, versions }) => (
          <li key={name}>
            <code>{name}</code>{' '}
            {versions.flatMap(({ id, stages }) =>
              stages
                .filter((stage) => shownStages.includes(stage))
                .map((stage) => (
                  <span key={stage}>
                    <b className={`chip ${stage === 'AWSPENDING' ? 'wait' : ''}`}>{stage}</b> …{short(id)}{' '}
                  </span>
                )),
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
