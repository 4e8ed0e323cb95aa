import { arnOf } from '../../account.ts';
import { define, definitionMembers } from '../../ecs/define.ts';
import { showDefinition } from '../../ecs/show-definition.ts';
import { text } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { passedRoles, taggedToo } from './also.ts';

const registerTaskDefinition: Operation = {
  service: 'ecs',
  name: 'RegisterTaskDefinition',
  isWrite: true,
  members: definitionMembers,
  resource: (account, params) => arnOf(account, 'ecs', `task-definition/${text(params, 'family') ?? ''}:*`),
  also: (account, params) => [
    ...passedRoles(account, params),
    ...taggedToo(params, arnOf(account, 'ecs', `task-definition/${text(params, 'family') ?? ''}:*`)),
  ],
  perform(account, params, { arn }) {
    const definition = define(account, params, { by: arn });
    return { taskDefinition: showDefinition(definition), tags: definition.tags };
  },
};

export default registerTaskDefinition;
