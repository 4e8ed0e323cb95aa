import { needed, text } from '../../params.ts';
import { refusal, unsupported } from '../../refusal.ts';
import type { Operation } from '../operation.ts';

const listTagsForResource: Operation = {
  service: 'ssm',
  name: 'ListTagsForResource',
  isWrite: false,
  members: ['ResourceType', 'ResourceId'],
  perform(account, params) {
    const type = needed(text, params, 'ResourceType');
    if (type !== 'Automation') throw unsupported(`ListTagsForResource of a ${type}`);
    const id = needed(text, params, 'ResourceId');
    const execution = account.systems.executions.find((one) => one.id === id);
    if (!execution) throw refusal('InvalidResourceId', `There is no automation execution ${id}.`);
    return { TagList: execution.tags.map((tag) => ({ ...tag })) };
  },
};

export default listTagsForResource;
