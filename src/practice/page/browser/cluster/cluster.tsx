import type { ReactNode } from 'react';
import type { ServiceView } from '../../cluster.ts';
import { useLive } from '../desk.ts';
import { useNow } from '../use-now.ts';
import { Parameters, Secrets } from './kept.tsx';
import { Service } from './service.tsx';
import { SingleTasks } from './single-task.tsx';
import { Troubles } from './troubles.tsx';
import { Alarms, Targets } from './watched.tsx';
import { Works } from './work.tsx';

const countOf = (tasks: number): string => (tasks === 1 ? '1 task' : `${tasks} tasks`);

function Hosts(): ReactNode {
  const { hosts, services, tasks: single } = useLive().cluster;
  if (hosts.length === 0) return null;
  const tasks = [...services.flatMap((service) => service.tasks), ...single].filter(
    ({ lastStatus }) => lastStatus !== 'STOPPED',
  );
  return (
    <>
      <h3>Hosts</h3>
      <ul className="rows" aria-label="Hosts">
        {hosts.map(({ id }) => (
          <li key={id}>
            <code>{id}</code> {countOf(tasks.filter(({ host }) => host === id).length)}
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

/** What is parked is neither well nor ill. */
function inShort(services: readonly ServiceView[]): string {
  const awake = services.filter(({ parked }) => parked === undefined);
  const healthy = awake.filter(({ status }) => status === 'ok').length;
  const parked = services.length - awake.length;
  return `${healthy} of ${awake.length} services healthy${parked > 0 ? `, ${parked} parked` : ''}`;
}

/** The simulated account, changing live. */
export function Cluster(): ReactNode {
  const { cluster } = useLive();
  const now = useNow();
  return (
    <section className="cluster" aria-label="Cluster">
      <header>
        <h1>{cluster.cluster}</h1>
        <small>{inShort(cluster.services)} · simulated AWS</small>
      </header>
      <div className="services">
        <Alarms now={now} />
        <SingleTasks now={now} />
        <Works now={now} />
        {cluster.tasks.length + cluster.work.length > 0 ? <h3>Services</h3> : null}
        {cluster.services.map((service) => (
          <Service key={service.name} service={service} now={now} />
        ))}
        <Targets />
        <Hosts />
        <Parameters />
        <Secrets />
        <Complaints />
        <Troubles />
      </div>
    </section>
  );
}
