import { type ReactNode, useState } from 'react';
import type { DeploymentView, LineView, ServiceView, ShiftView } from '../../cluster.ts';
import { age, clockTime } from '../time.ts';
import { Lines } from './lines.tsx';
import { revisionOf, Task } from './task.tsx';

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
function wordFor({ status, running, desired, parked, shift }: ServiceView): string {
  if (parked !== undefined && status === 'ok') return `parked, was ${parked}`;
  if (shift?.waits) return 'waits for an answer';
  if (desired === 0 && status === 'ok') return 'scaled to zero';
  return status === 'degraded' && running >= desired ? 'runs, but does not work' : STATUS[status];
}

function Deployment({ deployment, now }: { readonly deployment: DeploymentView; readonly now: number }): ReactNode {
  const { status, rolloutState, running, desired, failed, taskDefinition, createdAt } = deployment;
  return (
    <li>
      <b>{status}</b> {rolloutState.toLowerCase().replaceAll('_', ' ')} · {running}/{desired} running
      {failed > 0 ? ` · ${failed} failed` : ''} · {revisionOf(taskDefinition)} · {age(now - createdAt)}
    </li>
  );
}

/** `POST_TEST_TRAFFIC_SHIFT` → `Post test traffic shift`. */
const inWords = (stage: string): string => stage.charAt(0) + stage.slice(1).toLowerCase().replaceAll('_', ' ');

/** Where a deployment is that shifts traffic, and for whom it waits. */
function Shift({ shift: { stage, production, waits }, to }: { readonly shift: ShiftView; readonly to: string }) {
  return (
    <p className="shift">
      <b>{inWords(stage)}</b>: {production} % of the traffic on {revisionOf(to)}.
      {waits
        ? ` A hook waits for an answer until ${clockTime(waits.until)}, then it ${waits.then === 'CONTINUE' ? 'goes on' : 'rolls back'}.`
        : ''}
    </p>
  );
}

function Section({ title, lines }: { readonly title: string; readonly lines: readonly LineView[] }): ReactNode {
  return (
    <>
      <h4>{title}</h4>
      {lines.length > 0 ? <Lines lines={lines} /> : <p>Nothing yet.</p>}
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
      <Section title="Events" lines={service.events} />
      <Section title="Log" lines={service.logs} />
    </div>
  );
}

const isParked = ({ parked, status }: ServiceView): boolean => parked !== undefined && status === 'ok';

/** Its colour: what waits for a person is told apart from what goes on by itself. */
function lookOf(service: ServiceView): string {
  if (isParked(service)) return 'parked';
  return service.shift?.waits ? 'waiting' : service.status;
}

export function Service({ service, now }: ServiceProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { name, desired, running, pending, shift, tasks, taskDefinition } = service;
  const rolling = service.deployments.length > 1 ? ` · ${service.deployments.length} deployments` : '';
  return (
    <article className={`service ${lookOf(service)}`} aria-label={name}>
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
      {shift ? <Shift shift={shift} to={taskDefinition} /> : null}
      {isOpen ? <Details service={service} now={now} /> : null}
    </article>
  );
}
