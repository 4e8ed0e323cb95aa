import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { StateMachineRead } from '#actions/ports/state-machine-read.ts';
import { ifThere } from './answered.ts';
import type { ReadSettings } from './clients.ts';

export function readStateMachines(settings: ReadSettings): StateMachineRead {
  const client = new SFNClient(settings);
  return {
    async definition(stateMachineArn) {
      const asked = client.send(new DescribeStateMachineCommand({ stateMachineArn }));
      const answer = await ifThere('states:DescribeStateMachine', ['StateMachineDoesNotExist'], asked);
      return answer?.definition;
    },
  };
}
