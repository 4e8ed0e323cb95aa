import { arnOf } from '../../account.ts';
import { needed, text } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../operation.ts';

const describeStateMachine: Operation = {
  service: 'states',
  name: 'DescribeStateMachine',
  isWrite: false,
  members: ['stateMachineArn'],
  resource: (_, params) => text(params, 'stateMachineArn') ?? '*',
  perform(account, params) {
    const arn = needed(text, params, 'stateMachineArn');
    const found = account.stateMachines.find(({ name }) => arnOf(account, 'states', `stateMachine:${name}`) === arn);
    if (!found) throw refusal('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return {
      stateMachineArn: arn,
      name: found.name,
      status: 'ACTIVE',
      definition: JSON.stringify(found.definition),
      roleArn: `arn:aws:iam::${account.id}:role/${found.name}`,
      type: 'STANDARD',
      creationDate: account.now / 1_000,
    };
  },
};

export default describeStateMachine;
