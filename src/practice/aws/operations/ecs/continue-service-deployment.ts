import { decide } from '../../ecs/shift/advance.ts';
import { needed, text } from '../../params.ts';
import { invalid } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { neededRecord, recordArns } from './find.ts';
import { oneOf } from './one-of.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContinueServiceDeployment.html */
const continueServiceDeployment: Operation = {
  service: 'ecs',
  name: 'ContinueServiceDeployment',
  isWrite: true,
  members: ['serviceDeploymentArn', 'hookId', 'action'],
  resource: recordArns,
  perform(account, params) {
    const { service, record } = neededRecord(account, params);
    const asked = { hook: needed(text, params, 'hookId'), action: oneOf(params, 'action', ['CONTINUE', 'ROLLBACK']) };
    if (!decide(account, service, record, asked)) throw invalid('The lifecycle hook is not awaiting an action.');
    return { serviceDeploymentArn: record.arn };
  },
};

export default continueServiceDeployment;
