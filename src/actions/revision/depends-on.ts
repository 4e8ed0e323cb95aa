import type { JsonObject } from '#domain/json.ts';
import { containersOf, hasHealthCheck, isEssential, nameOf, objectsOf } from './content.ts';

export function setDependsOn(container: JsonObject, wanted: Readonly<Record<string, string>> | undefined): JsonObject {
  if (wanted === undefined) return container;
  const dependsOn = Object.entries(wanted).map(([containerName, condition]) => ({ containerName, condition }));
  return { ...container, dependsOn };
}

/** Why ECS would not take these dependencies. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html */
export function refuseDependencies(content: JsonObject): string | undefined {
  const all = containersOf(content);
  for (const container of all)
    for (const { containerName, condition } of objectsOf(container['dependsOn'])) {
      const why = refuse(all, String(containerName), String(condition));
      if (why !== undefined) return `${nameOf(container)} waits for ${String(containerName)}, ${why}.`;
    }
  return undefined;
}

function refuse(all: readonly JsonObject[], name: string, condition: string): string | undefined {
  const other = all.find((each) => nameOf(each) === name);
  if (!other) return 'which is no container of it';
  if (condition === 'HEALTHY' && !hasHealthCheck(other)) return 'which has no health check to become HEALTHY by';
  if ((condition === 'COMPLETE' || condition === 'SUCCESS') && isEssential(other))
    return 'which is essential: its end would end the task';
  return undefined;
}
