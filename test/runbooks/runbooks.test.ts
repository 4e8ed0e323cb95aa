import { describe, expect, it } from '@jest/globals';
import type { Decider } from '#cli/walk/decider.ts';
import { scripted } from '#cli/walk/scripted.ts';
import type { ClusterView } from '#practice/page/cluster.ts';
import { drive } from './drive.ts';

const people = { id: (who: string) => ({ alice: 'U01ALICE', bob: 'U02BOB' })[who] ?? who, last: 'U01ALICE' };
const answers =
  (...lines: readonly string[]) =>
  (): Decider =>
    scripted(lines, people);

const statusOf = ({ services }: ClusterView, wanted: string): string | undefined =>
  services.find(({ name }) => name === wanted)?.status;

describe('kafka-zookeeper-restart', () => {
  it('restarts Zookeeper, then Kafka, then their dependents, and the platform is well again', async () => {
    const { view, writes, cluster } = await drive({
      runbook: 'kafka-zookeeper-restart',
      decider: answers('bob:approve:*'),
    });
    expect(view.phase).toBe('succeeded');
    expect(writes.slice(0, 2)).toEqual(['StopTask by zookeeper', 'StopTask by kafka']);
    expect(writes.slice(2).sort()).toEqual([1, 2, 3, 4, 5].map((item) => `UpdateService by dependents-${item}`));
    for (const name of ['zookeeper', 'kafka', 'rule-service', 'sender']) expect(statusOf(cluster, name)).toBe('ok');
  });

  it('changes nothing after a rejection', async () => {
    const { view, writes } = await drive({
      runbook: 'kafka-zookeeper-restart',
      decider: answers('bob:reject:zookeeper'),
    });
    expect(view.phase).toBe('stopped');
    expect(writes).toEqual([]);
  });

  it('asks anew when the service is changed between plan and approval, and says what moved', async () => {
    const { view, writes } = await drive({
      runbook: 'kafka-zookeeper-restart',
      decider: (url) => {
        const decide = scripted(['bob:approve:zookeeper'], people);
        return async (asked, signal) => {
          if (asked.card.value.endsWith('zookeeper@1')) await reconfigure(url, 'zookeeper');
          return decide(asked, signal);
        };
      },
    });
    const drifts = view.cards.flatMap((card) => (card.kind === 'approval' && card.drift ? [card.drift] : []));
    expect(drifts).toEqual([
      {
        moved: [expect.objectContaining({ what: 'deployment configuration' })],
        voided: [{ id: 'U02BOB', name: 'Bob' }],
      },
    ]);
    expect(writes).toEqual(['UpdateService by somebody else', 'StopTask by zookeeper']);
  });
});

/** Somebody else changes how the service is deployed. */
async function reconfigure(url: string, service: string): Promise<void> {
  const deploymentConfiguration = { minimumHealthyPercent: 0, maximumPercent: 150 };
  const params = { cluster: 'alerting-platform-prod-cluster', service, deploymentConfiguration };
  await fetch(`${url}/_sim/perform`, { method: 'POST', body: JSON.stringify({ op: 'UpdateService', params }) });
}

describe('stop-stale-tasks', () => {
  it('stops the task that the deployment loop left behind, and no other', async () => {
    const { view, writes, cluster } = await drive({
      runbook: 'stop-stale-tasks',
      world: 'alerting-platform-loop',
      decider: answers('bob:approve:*'),
    });
    expect(view.phase).toBe('succeeded');
    expect(writes).toEqual(['StopTask by stop']);
    expect(statusOf(cluster, 'rule-service')).toBe('ok');
  });
});

describe('rotate-session-secret', () => {
  it('writes a new value and restarts its readers; a person proves that it works', async () => {
    const { view, writes, secret, traces } = await drive({
      runbook: 'rotate-session-secret',
      decider: answers('bob:approve:*', 'bob:done:login'),
    });
    expect(view.phase).toBe('succeeded');
    expect(writes[0]).toBe('PutParameter by rotate');
    expect(writes.filter((write) => write.startsWith('UpdateService by restart-'))).toHaveLength(2);
    expect(secret).toMatch(/^[\w-]{64}$/);
    expect(traces).toContain('PutParameter');
    expect(traces).not.toContain(secret);
  });
});
