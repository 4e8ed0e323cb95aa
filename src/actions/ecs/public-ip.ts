import { Type } from '#domain/type.ts';
import type { CheckRead } from '../contract.ts';
import { defineCheck } from '../define.ts';
import { shortTask } from '../ecs-words.ts';
import type { Read, Task } from '../ports.ts';

const addressOf = async ({ networkInterface }: Task, read: Read): Promise<string | undefined> =>
  networkInterface === undefined ? undefined : read.network.publicIp(networkInterface);

const pending = (progress: string): CheckRead => ({ state: 'pending', progress, evidence: {}, outputs: {} });

export default defineCheck({
  meta: {
    id: 'ecs.public-ip',
    version: 1,
    summary: 'Holds once the newest running task of an ECS service has a public address.',
    docs: 'docs/actions/ecs.public-ip.md',
  },
  input: Type.Object(
    {
      cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
      service: Type.String({ description: 'Name of the service.' }),
    },
    { additionalProperties: false },
  ),
  outputs: {
    ip: { schema: Type.String(), known: 'verify' },
    ips: { schema: Type.Array(Type.String()), known: 'verify' },
  },

  async read({ cluster, service }, read): Promise<CheckRead> {
    const running = (await read.ecs.tasks(cluster, service, 'RUNNING'))
      .filter(({ lastStatus }) => lastStatus === 'RUNNING')
      .sort((a, b) => b.createdAt - a.createdAt);
    const addresses = await Promise.all(running.map((task) => addressOf(task, read)));
    const [newest] = running;
    const [ip] = addresses;
    if (!newest) return pending(`no task of ${service} runs`);
    const evidence = Object.fromEntries(running.map(({ arn }, n) => [shortTask(arn), addresses[n] ?? 'none']));
    if (ip === undefined)
      return {
        ...pending(`task ${shortTask(newest.arn)} of ${service} has no public address`),
        state: 'failed',
        evidence,
      };
    const ips = addresses.filter((address) => address !== undefined);
    return { state: 'ok', progress: `${service} is at ${ip}`, evidence, outputs: { ip, ips } };
  },
});
