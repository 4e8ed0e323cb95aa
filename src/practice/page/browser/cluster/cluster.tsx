import type { ReactNode } from 'react';
import { useLive } from '../desk.ts';
import { useNow } from '../use-now.ts';
import { Service } from './service.tsx';

const countOf = (tasks: number): string => (tasks === 1 ? '1 task' : `${tasks} tasks`);

function Hosts(): ReactNode {
  const { hosts, services } = useLive().cluster;
  const tasks = services.flatMap((service) => service.tasks).filter(({ lastStatus }) => lastStatus !== 'STOPPED');
  return (
    <ul className="hosts" aria-label="Hosts">
      {hosts.map(({ id }) => (
        <li key={id}>
          <code>{id}</code> {countOf(tasks.filter(({ host }) => host === id).length)}
        </li>
      ))}
    </ul>
  );
}

function Parameters(): ReactNode {
  const { parameters } = useLive().cluster;
  if (parameters.length === 0) return null;
  return (
    <>
      <h3>Parameters</h3>
      <ul className="parameters" aria-label="Parameters">
        {parameters.map(({ name, version, labels }) => (
          <li key={name}>
            <code>{name}</code> <span>version {version}</span>{' '}
            {labels.map((label) => (
              <b key={label}>{label}</b>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the bot did that a real Slack would have refused. */
function Complaints(): ReactNode {
  const { complaints } = useLive();
  if (complaints.length === 0) return null;
  return (
    <>
      <h3>Slack complains</h3>
      <ul className="complaints" aria-label="Complaints of Slack">
        {[...new Set(complaints)].map((complaint) => (
          <li key={complaint}>{complaint}</li>
        ))}
      </ul>
    </>
  );
}

/** The simulated account, changing live. */
export function Cluster(): ReactNode {
  const { cluster } = useLive();
  const now = useNow();
  const healthy = cluster.services.filter(({ status }) => status === 'ok').length;
  return (
    <section className="cluster" aria-label="Cluster">
      <header>
        <h1>{cluster.cluster}</h1>
        <small>
          {healthy} of {cluster.services.length} services healthy · simulated AWS
        </small>
      </header>
      <div className="services">
        {cluster.services.map((service) => (
          <Service key={service.name} service={service} now={now} />
        ))}
        <h3>Hosts</h3>
        <Hosts />
        <Parameters />
        <Complaints />
      </div>
    </section>
  );
}
