import { move } from '../../ecs/deployments.ts';
import { text } from '../../params.ts';
import { refusal, unsupported } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { neededRecord, recordArns } from './find.ts';

const stoppable = new Set(['PENDING', 'IN_PROGRESS', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS']);

/** One that is asked for again goes on. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stop-service-deployment.html */
const stopServiceDeployment: Operation = {
  service: 'ecs',
  name: 'StopServiceDeployment',
  isWrite: true,
  members: ['serviceDeploymentArn', 'stopType'],
  resource: recordArns,
  perform(account, params) {
    const { service, record } = neededRecord(account, params);
    if ((text(params, 'stopType') ?? 'ROLLBACK') !== 'ROLLBACK') throw unsupported('stopping without a rollback');
    if (!stoppable.has(record.status))
      throw refusal('ConflictException', `The service deployment is ${record.status} and cannot be stopped.`);
    if (!service.completed) throw refusal('ConflictException', 'There is no earlier service revision to roll back to.');
    if (!record.status.startsWith('ROLLBACK_')) move(account, record, 'ROLLBACK_REQUESTED');
    return { serviceDeploymentArn: record.arn };
  },
};

export default stopServiceDeployment;
