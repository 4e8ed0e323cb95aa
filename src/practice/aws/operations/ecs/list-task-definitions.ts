import { number, text } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';
import { isActive } from './find.ts';

/** `familyPrefix` is a whole family's name, whatever the word says. */
const listTaskDefinitions: Operation = {
  service: 'ecs',
  name: 'ListTaskDefinitions',
  isWrite: false,
  members: ['familyPrefix', 'status', 'sort', 'maxResults', 'nextToken'],
  perform({ cluster }, params) {
    const family = text(params, 'familyPrefix');
    const active = (text(params, 'status') ?? 'ACTIVE') === 'ACTIVE';
    const arns = [...cluster.definitions.values()]
      .flat()
      .filter((one) => (family === undefined || one.family === family) && isActive(one) === active)
      .map(({ arn }) => arn);
    if (text(params, 'sort') === 'DESC') arns.reverse();
    const { items, next } = page(arns, number(params, 'maxResults') ?? 100, text(params, 'nextToken'));
    return { taskDefinitionArns: items, ...withToken('nextToken', next) };
  },
};

export default listTaskDefinitions;
