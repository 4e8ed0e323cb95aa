import { canonical } from '#domain/json.ts';
import { Type } from '#domain/type.ts';
import type { Ctx, Planned } from '../contract.ts';
import { defineAction, nothingToDo, refused } from '../define.ts';
import { primaryOf, shortName, tasksInWords } from '../ecs-words.ts';
import { hasHealthCheck } from '../health.ts';
import type { EcsServiceState, Read, TaskDefinition } from '../ports.ts';
import { startedDeployment } from '../rollout/reconcile.ts';
import { refuseReplacing, refuseRolling } from '../rollout/refusal.ts';
import { imagesOf } from '../rollout/rollout.ts';
import { type SettingsMemory, settingsMemory } from '../settings/memory.ts';
import { judgeSettings, reconcileSettings } from '../settings/outcome.ts';
import {
  changesConfiguration,
  plainBreaker,
  type Settings,
  settingNames,
  settingSchemas,
  settingsOf,
  startsDeployment,
  updateParams,
} from '../settings/settings.ts';
import { settingChanges } from '../settings/words.ts';

const pick = (of: Settings, names: readonly string[]): Settings =>
  Object.fromEntries(Object.entries(of).filter(([name]) => names.includes(name)));

/** What is given and differs from what is. */
function changed(service: EcsServiceState, given: Settings): Settings {
  const wanted = {
    ...given,
    ...(given.circuit_breaker ? { circuit_breaker: plainBreaker(given.circuit_breaker) } : {}),
  };
  const now = settingsOf(service);
  const names = settingNames.filter((name) => name in wanted && canonical(wanted[name]) !== canonical(now[name]));
  return pick(wanted, names);
}

interface Found {
  readonly service: EcsServiceState;
  readonly definition: TaskDefinition;
  readonly after: Settings;
}

function refuseValues({ service, after }: Found): string | undefined {
  const { minimum_healthy_percent: min, maximum_percent: max } = { ...settingsOf(service), ...after };
  if (min > max) return `The minimum healthy percent, ${min}, would be above the maximum, ${max}.`;
  if ('registries' in after && service.registriesByPort)
    return `The registry of ${service.name} names a port or a container, which would be lost.`;
  return undefined;
}

/** Why it must not be done now. */
async function refuse(found: Found, read: Read, ctx: Ctx): Promise<string | undefined> {
  const { service, definition, after } = found;
  const { name, status, controller } = service;
  if (status !== 'ACTIVE') return `${name} is ${status}, not ACTIVE.`;
  if (controller !== 'ECS') return `Deployments of ${name} are controlled by ${controller}, not by ECS.`;
  const unfit = refuseValues(found);
  if (unfit !== undefined || !startsDeployment(after)) return unfit;
  const rolling = { service, definition, instead: 'make room for one first, or let ECS stop one first' };
  return refuseReplacing(service, ctx) ?? (service.desired === 0 ? undefined : refuseRolling(rolling, read));
}

/** Percentages with which no deployment can begin. */
function stuck({ service, after }: Found): readonly string[] {
  const { minimum_healthy_percent: min, maximum_percent: max } = { ...settingsOf(service), ...after };
  const { desired, name } = service;
  const stops = Math.ceil((desired * min) / 100) < desired;
  const starts = Math.floor((desired * max) / 100) > desired;
  if (!changesConfiguration(after) || desired === 0 || stops || starts) return [];
  return [
    `With ${min} to ${max} %, ECS may neither stop one of the ${tasksInWords(desired)} of ${name} nor start another: no deployment could begin.`,
  ];
}

const undo = 'The same settings get the values that they had.';

function planned(found: Found, plan: SettingsMemory): Planned & { readonly plan: SettingsMemory } {
  const { service, after } = found;
  const { cluster, service: name } = plan;
  const replaced = tasksInWords(service.desired);
  const starts = startsDeployment(after);
  return {
    plan,
    changes: [
      ...settingChanges(name, plan.before, after),
      ...(starts
        ? [{ target: name, what: `a deployment: ${replaced} replaced, still ${shortName(service.taskDefinition)}` }]
        : []),
    ],
    requests: [
      {
        service: 'ecs',
        operation: 'UpdateService',
        params: { cluster, service: name, ...updateParams(service, after) },
      },
    ],
    targets: [plan.arn],
    guarded: {
      settings: plan.before,
      ...(changesConfiguration(after) ? { 'deployment configuration': service.deploymentConfiguration } : {}),
      ...(starts ? { 'primary deployment': plan.primary, 'desired count': service.desired } : {}),
    },
    blastRadius: `${starts ? replaced : 'Settings, no task,'} of ${name} in ${shortName(service.cluster)}`,
    warnings: stuck(found),
    undo,
  };
}

async function remember(found: Found, cluster: string, read: Read): Promise<SettingsMemory> {
  const { service, definition, after } = found;
  const primary = primaryOf(service)?.id ?? '';
  const rolls = startsDeployment(after) && service.desired > 0;
  const tasks = rolls ? await read.ecs.tasks(cluster, service.name, 'RUNNING') : [];
  return {
    cluster,
    service: service.name,
    arn: service.arn,
    primary,
    taskDefinition: service.taskDefinition,
    checked: hasHealthCheck(definition),
    images: imagesOf(tasks.filter(({ startedBy }) => startedBy === primary)),
    rolls,
    before: pick(settingsOf(service), Object.keys(after)),
    after,
  };
}

export default defineAction({
  meta: {
    id: 'ecs.update-service',
    version: 1,
    summary: 'Change how an ECS service is deployed, checked, registered and balanced.',
    risk: 'changes',
    repeat: 'same-state',
    timeout: 15 * 60_000,
    settle: 30_000,
    undo: 'auto',
    secrets: [],
    docs: 'docs/actions/ecs.update-service.md',
  },
  input: Type.Object(
    {
      cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
      service: Type.String({ description: 'Name of the service.' }),
      ...settingSchemas,
    },
    { additionalProperties: false },
  ),
  memory: settingsMemory,
  outputs: { changed: { schema: Type.Array(Type.String()), known: 'plan' } },

  async plan({ cluster, service: name, ...given }, read, ctx) {
    const service = await read.ecs.service(cluster, name);
    if (!service) return refused(`There is no service ${name} in ${cluster}.`);
    const after = changed(service, given);
    if (Object.keys(after).length === 0) return nothingToDo(`The settings of ${name} are so already.`);
    const found = { service, after, definition: await read.ecs.taskDefinition(service.taskDefinition) };
    const unfit = await refuse(found, read, ctx);
    return unfit === undefined ? planned(found, await remember(found, cluster, read)) : refused(unfit);
  },
  receipt: (_, answer) => startedDeployment(answer),
  reconcile: (plan, _, read, journal) => reconcileSettings(plan, read, journal),
  verify: judgeSettings,
  results: ({ after }) => ({ changed: Object.keys(after) }),
  undo: ({ cluster, service, before }) => ({ action: 'ecs.update-service', input: { cluster, service, ...before } }),
  iam: ({ arn }) => [{ Effect: 'Allow', Action: ['ecs:UpdateService'], Resource: [arn] }],
});
