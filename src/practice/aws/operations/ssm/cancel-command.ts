import { texts } from '../../params.ts';
import { isOver } from '../../ssm/model.ts';
import { end } from '../../ssm/run-commands.ts';
import type { Operation } from '../operation.ts';
import { neededCommand } from './find-command.ts';

/** What has begun goes on in AWS if its agent does not hear of it in time; here it always hears. */
const cancelCommand: Operation = {
  service: 'ssm',
  name: 'CancelCommand',
  isWrite: true,
  members: ['CommandId', 'InstanceIds'],
  perform(account, params) {
    const instances = texts(params, 'InstanceIds') ?? [];
    for (const invocation of neededCommand(account, params).invocations)
      if (!isOver(invocation) && (instances.length === 0 || instances.includes(invocation.instance)))
        end(invocation, 'Cancelled', account.now);
    return {};
  },
};

export default cancelCommand;
