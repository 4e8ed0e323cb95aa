import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../../account.ts';
import type { TaskDefinition } from '../../ecs/definition.ts';
import type { Service, ServiceDeployment, Task } from '../../ecs/model.ts';
import { needed, text } from '../../params.ts';
import { invalid, refusal } from '../../refusal.ts';

const lastPart = (nameOrArn: string): string => nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);

/** Every request of a cluster names it; a missing name means `default`, as in ECS. */
export function checkCluster({ cluster }: Account, params: JsonObject): void {
  const given = text(params, 'cluster') ?? 'default';
  if (given !== cluster.name && given !== cluster.arn) throw refusal('ClusterNotFoundException', 'Cluster not found.');
}

export const findService = ({ cluster }: Account, nameOrArn: string): Service | undefined =>
  cluster.services.get(lastPart(nameOrArn));

export function neededService(account: Account, params: JsonObject, key = 'service'): Service {
  checkCluster(account, params);
  const service = findService(account, needed(text, params, key));
  if (!service) throw refusal('ServiceNotFoundException', 'Service not found.');
  return service;
}

/** A service deployment, with the service that it is of. */
export function neededRecord(
  { cluster }: Account,
  params: JsonObject,
): { readonly service: Service; readonly record: ServiceDeployment } {
  const asked = needed(text, params, 'serviceDeploymentArn');
  for (const service of cluster.services.values()) {
    const record = service.records.find(({ arn }) => arn === asked);
    if (record) return { service, record };
  }
  throw refusal('ServiceDeploymentNotFoundException', 'Service deployment not found.');
}

export const findTask = ({ cluster }: Account, idOrArn: string): Task | undefined =>
  cluster.tasks.find(({ id }) => id === lastPart(idOrArn));

export function neededTask(account: Account, params: JsonObject): Task {
  checkCluster(account, params);
  const task = findTask(account, needed(text, params, 'task'));
  if (!task) throw invalid('The referenced task was not found.');
  return task;
}

/** `family` (its newest ACTIVE revision), `family:revision` or an ARN. */
export function findDefinition({ cluster }: Account, name: string): TaskDefinition | undefined {
  const [family = '', revision] = lastPart(name).split(':');
  const revisions = cluster.definitions.get(family) ?? [];
  if (revision === undefined) return revisions.findLast(isActive);
  return revisions.find((one) => String(one.revision) === revision);
}

export const isActive = ({ deregisteredAt }: TaskDefinition): boolean => deregisteredAt === undefined;

export const serviceArn = (account: Account, params: JsonObject): string =>
  findService(account, text(params, 'service') ?? '')?.arn ?? '*';

export const taskArn = (account: Account, params: JsonObject): string =>
  findTask(account, text(params, 'task') ?? '')?.arn ?? '*';

/** Both the service deployment and its service are asked for. */
export function recordArns({ cluster }: Account, params: JsonObject): readonly string[] {
  const asked = text(params, 'serviceDeploymentArn') ?? '*';
  const service = [...cluster.services.values()].find(({ records }) => records.some(({ arn }) => arn === asked));
  return service ? [asked, service.arn] : [asked];
}

export const missing = (arn: string): JsonObject => ({ arn, reason: 'MISSING' });

/** Fails where ECS does: a list that is empty or longer than it takes. */
export function checkLength(items: readonly unknown[], most: number, what: string): void {
  if (items.length === 0) throw invalid(`${what} cannot be empty.`);
  if (items.length > most) throw invalid(`${what} cannot have more than ${most} elements.`);
}
