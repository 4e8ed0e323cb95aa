import { objects, text } from '../params.ts';
import { type NamedFault, somebody, wrongTarget } from './named-fault.ts';

const written = { name: 'someone-writes-parameter', to: 'parameter' } as const;

/** In an ARN `/a/b` and `a/b` are the same. */
const path = (name: string): string => name.replace(/^\//, '');

export const ofParameters: readonly NamedFault[] = [
  {
    ...written,
    says: 'Somebody else writes a new value of the parameter, with the same key.',
    async strike(aws, target) {
      const [, asked] = /:parameter\/(.+)$/.exec(target) ?? [];
      const found = aws.view().parameters.find(({ name }) => path(name) === asked);
      if (!found) throw wrongTarget(written, target);
      const filters = [{ Key: 'Name', Option: 'Equals', Values: [found.name] }];
      const described = await aws.perform('DescribeParameters', { ParameterFilters: filters }, somebody(target));
      const keyId = text(objects(described, 'Parameters')?.[0] ?? {}, 'KeyId');
      const change = { Name: found.name, Value: 'written by somebody else', Overwrite: true };
      await aws.perform('PutParameter', { ...change, ...(keyId !== undefined && { KeyId: keyId }) }, somebody(target));
    },
  },
];
