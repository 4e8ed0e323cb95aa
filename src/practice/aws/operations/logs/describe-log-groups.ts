import { number, text } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';
import { groupArn } from './find.ts';

const describeLogGroups: Operation = {
  service: 'logs',
  name: 'DescribeLogGroups',
  isWrite: false,
  members: ['logGroupNamePrefix', 'limit', 'nextToken'],
  perform(account, params) {
    const prefix = text(params, 'logGroupNamePrefix') ?? '';
    const found = [...account.logGroups.values()].filter(({ name }) => name.startsWith(prefix));
    const { items, next } = page(found, number(params, 'limit') ?? 50, text(params, 'nextToken'));
    const shown = items.map(({ name, createdAt }) => ({
      logGroupName: name,
      arn: `${groupArn(account, name)}:*`,
      logGroupArn: groupArn(account, name),
      creationTime: createdAt,
    }));
    return { logGroups: shown, ...withToken('nextToken', next) };
  },
};

export default describeLogGroups;
