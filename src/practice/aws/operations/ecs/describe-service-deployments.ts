import { showRecord } from '../../ecs/show-record.ts';
import { needed, texts } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { checkLength, missing } from './find.ts';

const describeServiceDeployments: Operation = {
  service: 'ecs',
  name: 'DescribeServiceDeployments',
  isWrite: false,
  members: ['serviceDeploymentArns'],
  perform(account, params) {
    const asked = needed(texts, params, 'serviceDeploymentArns');
    checkLength(asked, 20, 'Service deployment ARNs');
    const found = [...account.cluster.services.values()].flatMap((service) =>
      service.records.filter(({ arn }) => asked.includes(arn)).map((record) => ({ service, record })),
    );
    const isFound = (arn: string) => found.some(({ record }) => record.arn === arn);
    return {
      serviceDeployments: found.map(({ service, record }) => showRecord(account, service, record)),
      failures: asked.filter((arn) => !isFound(arn)).map(missing),
    };
  },
};

export default describeServiceDeployments;
