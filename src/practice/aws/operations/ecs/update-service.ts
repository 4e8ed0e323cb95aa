import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../../account.ts';
import type { TaskDefinition } from '../../ecs/definition.ts';
import { deploy, primaryOf } from '../../ecs/deployments.ts';
import type { Service } from '../../ecs/model.ts';
import { schedule } from '../../ecs/scheduler.ts';
import { showService } from '../../ecs/show-service.ts';
import { flag, number, object, text } from '../../params.ts';
import { invalid, refusal } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { deploymentConfiguration } from './deployment-configuration.ts';
import { findDefinition, isActive, neededService, serviceArn } from './find.ts';
import { changePlain, changeRevision, plainMembers, revisionMembers } from './service-settings.ts';

/** Another task definition, `forceNewDeployment` and what belongs to a service revision start a deployment; the desired count and how deployments go do not. */
const updateService: Operation = {
  service: 'ecs',
  name: 'UpdateService',
  isWrite: true,
  members: [
    'cluster',
    'service',
    'desiredCount',
    'taskDefinition',
    'forceNewDeployment',
    'deploymentConfiguration',
    ...revisionMembers,
    ...plainMembers,
  ],
  resource: serviceArn,
  perform(account, params) {
    const service = neededService(account, params);
    const current = primaryOf(service).definition;
    const definition = wantedDefinition(account, params) ?? current;
    service.configuration = deploymentConfiguration(object(params, 'deploymentConfiguration'), service.configuration);
    service.desired = desiredCount(params) ?? service.desired;
    changePlain(service, params);
    const isNew = changeRevision(service, params) || definition !== current;
    if (flag(params, 'forceNewDeployment') || isNew) deploy(account, service, definition);
    return answerAndSchedule(account, service);
  },
};

/** The answer shows the service as the call left it; the scheduler looks at it in the same second. */
function answerAndSchedule(account: Account, service: Service): JsonObject {
  const shown = showService(account, service);
  schedule(account, service);
  return { service: shown };
}

function desiredCount(params: JsonObject): number | undefined {
  const count = number(params, 'desiredCount');
  if (count !== undefined && !(Number.isInteger(count) && count >= 0))
    throw invalid('desiredCount must be a whole number, and not negative.');
  return count;
}

function wantedDefinition(account: Account, params: JsonObject): TaskDefinition | undefined {
  const name = text(params, 'taskDefinition');
  if (name === undefined) return undefined;
  const definition = findDefinition(account, name);
  if (!definition) throw refusal('ClientException', 'TaskDefinition not found.');
  if (!isActive(definition)) throw refusal('ClientException', 'TaskDefinition is inactive');
  return definition;
}

export default updateService;
