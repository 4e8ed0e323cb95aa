import type { ClusterView, ServiceView, TaskView } from '#practice/page/cluster.ts';
import type { Cloud } from '#practice/page/ports.ts';

const NOW = Date.parse('2026-11-21T08:06:00Z');
const MINUTE = 60_000;

const task = (id: string, more: Partial<TaskView> = {}): TaskView => ({
  id,
  lastStatus: 'RUNNING',
  desiredStatus: 'RUNNING',
  health: 'HEALTHY',
  deployment: 'ecs-svc/8',
  taskDefinition: 'kafka:12',
  host: 'i-0a1',
  createdAt: NOW - 42 * MINUTE,
  startedAt: NOW - 41 * MINUTE,
  ...more,
});

const service = (name: string, more: Partial<ServiceView> = {}): ServiceView => ({
  name,
  status: 'ok',
  desired: 1,
  running: 1,
  pending: 0,
  taskDefinition: `${name}:12`,
  deployments: [
    {
      id: 'ecs-svc/8',
      status: 'PRIMARY',
      rolloutState: 'COMPLETED',
      running: 1,
      pending: 0,
      failed: 0,
      desired: 1,
      taskDefinition: `${name}:12`,
      createdAt: NOW - 42 * MINUTE,
    },
  ],
  tasks: [task(`${name}-1`)],
  events: [{ t: NOW - 41 * MINUTE, text: `(service ${name}) has reached a steady state.` }],
  logs: [{ t: NOW - MINUTE, text: 'Connection to zookeeper:2181 refused' }],
  ...more,
});

const VIEW: ClusterView = {
  now: NOW,
  cluster: 'prod-eu-1',
  services: [
    service('zookeeper'),
    service('kafka', {
      status: 'rolling',
      tasks: [
        task('k-1'),
        task('k-2', { lastStatus: 'PENDING', health: 'UNKNOWN', createdAt: NOW - 20_000, taskDefinition: 'kafka:13' }),
      ],
      pending: 1,
    }),
    service('rule-service', {
      status: 'loop',
      desired: 2,
      running: 0,
      tasks: [
        task('r-1', { lastStatus: 'STOPPED', desiredStatus: 'STOPPED', stoppedReason: 'Essential container exited' }),
      ],
    }),
    service('alerting', {
      status: 'degraded',
      desired: 3,
      running: 2,
      tasks: [task('a-1'), task('a-2', { health: 'UNHEALTHY' })],
    }),
  ],
  hosts: [{ id: 'i-0a1' }, { id: 'i-0b2' }],
  parameters: [{ name: '/prod/session-secret', version: 3, labels: ['current'] }],
};

/** A cloud that only shows: a broken cluster, and a clock that stands at 08:06. */
export function stillCloud(): Cloud & { readonly change: () => void } {
  const listeners = new Set<() => void>();
  let scale = 1;
  const change = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    handle: async (_, response) => void response.writeHead(200).end('aws'),
    clock: {
      now: () => NOW,
      scale: () => scale,
      setScale: (next) => {
        scale = next;
        change();
      },
    },
    view: () => VIEW,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change,
  };
}
