import { number, text } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';
import { listedCommands } from './find-command.ts';
import { showCommand } from './show-command.ts';

const listCommands: Operation = {
  service: 'ssm',
  name: 'ListCommands',
  isWrite: false,
  members: ['CommandId', 'Filters', 'MaxResults', 'NextToken'],
  perform(account, params) {
    const found = listedCommands(account, params);
    const { items, next } = page(found, number(params, 'MaxResults') ?? 50, text(params, 'NextToken'));
    return { Commands: items.map(showCommand), ...withToken('NextToken', next) };
  },
};

export default listCommands;
