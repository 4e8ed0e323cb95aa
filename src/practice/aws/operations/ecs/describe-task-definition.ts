import { showDefinition } from '../../ecs/show-definition.ts';
import { needed, text, texts } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { findDefinition } from './find.ts';

const describeTaskDefinition: Operation = {
  service: 'ecs',
  name: 'DescribeTaskDefinition',
  isWrite: false,
  members: ['taskDefinition', 'include'],
  perform(account, params) {
    const definition = findDefinition(account, needed(text, params, 'taskDefinition'));
    if (!definition) throw refusal('ClientException', 'Unable to describe task definition.');
    const withTags = texts(params, 'include')?.includes('TAGS');
    return { taskDefinition: showDefinition(definition), ...(withTags && { tags: definition.tags }) };
  },
};

export default describeTaskDefinition;
