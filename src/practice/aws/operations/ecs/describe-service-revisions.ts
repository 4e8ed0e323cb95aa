import { describeRevision } from '../../ecs/show-revision.ts';
import { needed, texts } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { checkLength, missing } from './find.ts';

const describeServiceRevisions: Operation = {
  service: 'ecs',
  name: 'DescribeServiceRevisions',
  isWrite: false,
  members: ['serviceRevisionArns'],
  perform(account, params) {
    const asked = needed(texts, params, 'serviceRevisionArns');
    checkLength(asked, 20, 'Service revision ARNs');
    const shown = [...account.cluster.services.values()].flatMap((service) =>
      service.records
        .map(({ target }) => target)
        .filter(({ arn }) => asked.includes(arn))
        .map((revision) => describeRevision(account, service, revision)),
    );
    const found = new Set(shown.map(({ serviceRevisionArn }) => serviceRevisionArn));
    return { serviceRevisions: shown, failures: asked.filter((arn) => !found.has(arn)).map(missing) };
  },
};

export default describeServiceRevisions;
