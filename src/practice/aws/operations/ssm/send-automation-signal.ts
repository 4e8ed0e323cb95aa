import type { Account } from '../../account.ts';
import { needed, object, text } from '../../params.ts';
import type { Principal } from '../../principal.ts';
import { refusal, unsupported } from '../../refusal.ts';
import type { Execution } from '../../ssm/model.ts';
import type { Operation } from '../operation.ts';
import { executionArn, neededExecution } from './show-execution.ts';

const sendAutomationSignal: Operation = {
  service: 'ssm',
  name: 'SendAutomationSignal',
  isWrite: true,
  members: ['AutomationExecutionId', 'SignalType', 'Payload'],
  resource: (account, params) => executionArn(account, text(params, 'AutomationExecutionId') ?? '*'),
  perform(account, params, principal) {
    const execution = neededExecution(account, params);
    const signal = needed(text, params, 'SignalType');
    object(params, 'Payload');
    if (signal !== 'Approve' && signal !== 'Reject') throw unsupported(`SendAutomationSignal ${signal}`);
    answer(account, execution, principal, signal);
    return {};
  },
};

/** Of a step that needs one approval. */
function answer(account: Account, execution: Execution, by: Principal, signal: 'Approve' | 'Reject'): void {
  const step = execution.steps.at(-1);
  const seed = execution.document.steps[execution.steps.length - 1];
  if (execution.status !== 'Waiting' || !step || seed?.action !== 'aws:approve')
    throw refusal('InvalidAutomationSignalException', 'The automation does not wait for an approval.');
  if (![by.arn, by.session?.role].some((arn) => arn !== undefined && seed.approvers.includes(arn)))
    throw refusal('InvalidAutomationSignalException', `${by.arn} is not one of the approvers of ${step.name}.`);
  const status = signal === 'Approve' ? 'Success' : 'Rejected';
  step.status = status;
  step.endedAt = account.now;
  if (status === 'Success') {
    execution.status = 'InProgress';
    return;
  }
  execution.status = status;
  execution.endedAt = account.now;
  execution.failure = `Step ${step.name} was rejected by ${by.arn}.`;
}

export default sendAutomationSignal;
