import { number, text } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';
import { listedCommands } from './find-command.ts';
import { showInvocation } from './show-command.ts';

const listCommandInvocations: Operation = {
  service: 'ssm',
  name: 'ListCommandInvocations',
  isWrite: false,
  members: ['CommandId', 'InstanceId', 'Filters', 'MaxResults', 'NextToken'],
  perform(account, params) {
    const instance = text(params, 'InstanceId');
    const found = listedCommands(account, params).flatMap((command) =>
      command.invocations
        .filter((one) => instance === undefined || one.instance === instance)
        .map((one) => showInvocation(command, one)),
    );
    const { items, next } = page(found, number(params, 'MaxResults') ?? 50, text(params, 'NextToken'));
    return { CommandInvocations: items, ...withToken('NextToken', next) };
  },
};

export default listCommandInvocations;
