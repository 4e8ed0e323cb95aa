import { isOver } from '../../ssm/model.ts';
import type { Operation } from '../operation.ts';
import { neededExecution, showExecution } from './show-execution.ts';

const getAutomationExecution: Operation = {
  service: 'ssm',
  name: 'GetAutomationExecution',
  isWrite: false,
  members: ['AutomationExecutionId'],
  perform(account, params) {
    const execution = neededExecution(account, params);
    const StepExecutions = execution.steps.map((step) => ({
      StepName: step.name,
      Action: step.action,
      StepStatus: step.status,
      ExecutionStartTime: step.startedAt / 1_000,
      ...(isOver(step) ? { ExecutionEndTime: (step.endedAt ?? 0) / 1_000 } : {}),
    }));
    return {
      AutomationExecution: {
        ...showExecution(execution),
        AutomationExecutionStatus: execution.status,
        StepExecutions,
        StepExecutionsTruncated: false,
      },
    };
  },
};

export default getAutomationExecution;
