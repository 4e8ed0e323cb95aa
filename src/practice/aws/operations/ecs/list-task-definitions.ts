import { number, text } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';

/** `familyPrefix` is a whole family's name, whatever the word says. None is ever INACTIVE here: nothing deregisters. */
const listTaskDefinitions: Operation = {
  service: 'ecs',
  name: 'ListTaskDefinitions',
  isWrite: false,
  members: ['familyPrefix', 'status', 'sort', 'maxResults', 'nextToken'],
  perform({ cluster }, params) {
    const family = text(params, 'familyPrefix');
    const all = [...cluster.definitions.values()].flat().filter((one) => family === undefined || one.family === family);
    const arns = (text(params, 'status') ?? 'ACTIVE') === 'ACTIVE' ? all.map(({ arn }) => arn) : [];
    if (text(params, 'sort') === 'DESC') arns.reverse();
    const { items, next } = page(arns, number(params, 'maxResults') ?? 100, text(params, 'nextToken'));
    return { taskDefinitionArns: items, ...withToken('nextToken', next) };
  },
};

export default listTaskDefinitions;
