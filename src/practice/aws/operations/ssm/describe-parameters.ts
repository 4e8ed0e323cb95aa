import type { JsonObject } from '#domain/json.ts';
import type { Parameter } from '../../account.ts';
import { newestVersion, parameterArn } from '../../parameters.ts';
import { needed, number, objects, text, texts } from '../../params.ts';
import { unsupported } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';
import { describeVersion } from './show-parameter.ts';

const describeParameters: Operation = {
  service: 'ssm',
  name: 'DescribeParameters',
  isWrite: false,
  members: ['ParameterFilters', 'MaxResults', 'NextToken'],
  perform(account, params) {
    const filters = objects(params, 'ParameterFilters') ?? [];
    const found = [...account.parameters.values()].filter((one) => filters.every((filter) => passes(one, filter)));
    const { items, next } = page(found, number(params, 'MaxResults') ?? 10, text(params, 'NextToken'));
    const shown = items.map((parameter) => ({
      Name: parameter.name,
      ARN: parameterArn(account, parameter.name),
      Type: parameter.type,
      Version: newestVersion(parameter).version,
      ...describeVersion(parameter, newestVersion(parameter)),
    }));
    return { Parameters: shown, ...withToken('NextToken', next) };
  },
};

function passes({ name, type }: Parameter, filter: JsonObject): boolean {
  const values = needed(texts, filter, 'Values');
  const key = needed(text, filter, 'Key');
  const option = text(filter, 'Option') ?? 'Equals';
  const actual = { Name: name, Type: type }[key];
  if (actual === undefined) throw unsupported(`DescribeParameters with the filter key ${key}`);
  if (option === 'Equals') return values.includes(actual);
  if (option === 'BeginsWith') return values.some((value) => actual.startsWith(value));
  if (option === 'Contains') return values.some((value) => actual.includes(value));
  throw unsupported(`DescribeParameters with the filter option ${option}`);
}

export default describeParameters;
