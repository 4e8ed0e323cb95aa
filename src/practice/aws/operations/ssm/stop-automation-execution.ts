import { text } from '../../params.ts';
import { isOver } from '../../ssm/model.ts';
import type { Operation } from '../operation.ts';
import { neededExecution } from './show-execution.ts';

const stopAutomationExecution: Operation = {
  service: 'ssm',
  name: 'StopAutomationExecution',
  isWrite: true,
  members: ['AutomationExecutionId', 'Type'],
  perform(account, params) {
    const execution = neededExecution(account, params);
    if (isOver(execution)) return {};
    const status = text(params, 'Type') === 'Complete' ? 'Success' : 'Cancelled';
    for (const step of execution.steps.filter((one) => !isOver(one))) {
      step.status = status;
      step.endedAt = account.now;
    }
    execution.status = status;
    execution.endedAt = account.now;
    return {};
  },
};

export default stopAutomationExecution;
