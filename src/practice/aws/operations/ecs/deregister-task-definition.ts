import { showDefinition } from '../../ecs/show-definition.ts';
import { needed, text } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { findDefinition } from './find.ts';

/** Services that run it go on doing so. */
const deregisterTaskDefinition: Operation = {
  service: 'ecs',
  name: 'DeregisterTaskDefinition',
  isWrite: true,
  members: ['taskDefinition'],
  resource: (account, params) => findDefinition(account, text(params, 'taskDefinition') ?? '')?.arn ?? '*',
  perform(account, params) {
    const name = needed(text, params, 'taskDefinition');
    const definition = name.includes(':') ? findDefinition(account, name) : undefined;
    if (!definition) throw refusal('ClientException', 'The specified task definition does not exist.');
    definition.deregisteredAt ??= account.now;
    return { taskDefinition: showDefinition(definition) };
  },
};

export default deregisterTaskDefinition;
