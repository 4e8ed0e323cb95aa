import { type ReactNode, useState } from 'react';
import type { DeploymentView, LineView, ServiceView } from '../../cluster.ts';
import { age, clockTimeWithSeconds } from '../time.ts';
import { Task } from './task.tsx';

interface ServiceProps {
  readonly service: ServiceView;
  /** Simulated time, epoch milliseconds. */
  readonly now: number;
}

const STATUS: Readonly<Record<ServiceView['status'], string>> = {
  ok: 'healthy',
  rolling: 'rolling out',
  degraded: 'degraded',
  loop: 'tasks keep stopping',
  down: 'down',
};

/** A task may run and yet do nothing useful, and ECS would not know. */
function wordFor({ status, running, desired }: ServiceView): string {
  if (desired === 0 && status === 'ok') return 'scaled to zero';
  return status === 'degraded' && running >= desired ? 'runs, but does not work' : STATUS[status];
}

/** `kafka:12` → `:12`. */
const revisionOf = (taskDefinition: string): string => `:${taskDefinition.split(':').at(-1) ?? ''}`;

function Deployment({ deployment, now }: { readonly deployment: DeploymentView; readonly now: number }): ReactNode {
  const { status, rolloutState, running, desired, failed, taskDefinition, createdAt } = deployment;
  return (
    <li>
      <b>{status}</b> {rolloutState.toLowerCase().replaceAll('_', ' ')} · {running}/{desired} running
      {failed > 0 ? ` · ${failed} failed` : ''} · {revisionOf(taskDefinition)} · {age(now - createdAt)}
    </li>
  );
}

const SHOWN_LINES = 8;

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly LineView[] }): ReactNode {
  return (
    <>
      <h4>{title}</h4>
      <ol className="lines">
        {[...lines]
          .sort((a, b) => a.t - b.t)
          .slice(-SHOWN_LINES)
          .map(({ t, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines of the same moment may say the same
            <li key={`${t}:${index}`}>
              <time>{clockTimeWithSeconds(t)}</time> {text}
            </li>
          ))}
        {lines.length === 0 ? <li>Nothing yet.</li> : null}
      </ol>
    </>
  );
}

function Details({ service, now }: ServiceProps): ReactNode {
  return (
    <div className="details">
      <h4>Deployments</h4>
      <ul>
        {service.deployments.map((deployment) => (
          <Deployment key={deployment.id} deployment={deployment} now={now} />
        ))}
      </ul>
      <Lines title="Events" lines={service.events} />
      <Lines title="Log" lines={service.logs} />
    </div>
  );
}

export function Service({ service, now }: ServiceProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { name, status, desired, running, pending, tasks } = service;
  const rolling = service.deployments.length > 1 ? ` · ${service.deployments.length} deployments` : '';
  return (
    <article className={`service ${status}`} aria-label={name}>
      <button type="button" className="summary" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className="dot" role="img" aria-label={wordFor(service)} />
        <b>{name}</b>
        <small>
          {wordFor(service)}
          {rolling}
        </small>
        <span className="count" title="running of desired, and pending">
          {running}/{desired}
          {pending > 0 ? ` +${pending}` : ''}
        </span>
      </button>
      <ul className="tasks" aria-label={`Tasks of ${name}`}>
        {tasks.map((task) => (
          <Task key={task.id} task={task} now={now} />
        ))}
      </ul>
      {isOpen ? <Details service={service} now={now} /> : null}
    </article>
  );
}
