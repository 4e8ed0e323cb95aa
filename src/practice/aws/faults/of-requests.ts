import type { Fault } from '../fault.ts';
import type { NamedFault } from './named-fault.ts';

const next = (name: string, kind: Fault['kind'], says: string): NamedFault => ({
  name,
  says,
  to: 'request',
  strike: async (aws) => aws.addFault({ op: '*', kind, times: 1 }),
});

export const ofRequests: readonly NamedFault[] = [
  next('lose-answer', 'drop-after', 'The next change is made, and its answer is lost.'),
  next('lose-request', 'drop-before', 'The connection breaks before the next change reaches AWS.'),
  next('server-error', '500-after', 'The next change is made, and AWS answers with an error of its own.'),
  next('throttle', 'throttle', 'AWS refuses the next change, because there were too many requests.'),
  next('deny', 'deny', 'AWS refuses the next change, because it is not permitted.'),
  {
    name: 'deny-read',
    says: 'AWS refuses the next read, because it is not permitted.',
    to: 'request',
    strike: async (aws) => aws.addFault({ op: '?', kind: 'deny', times: 1 }),
  },
  {
    name: 'deny-reads',
    says: 'AWS refuses every read for a little over a minute, so that nobody can tell what became of a lost request.',
    to: 'request',
    strike: async (aws) =>
      aws.addFault({ op: '?', kind: 'deny', times: Number.MAX_SAFE_INTEGER, until: aws.view().now + 65_000 }),
  },
  {
    name: 'stale-reads',
    says: 'The next five times that services are described, the answer is twenty seconds old.',
    to: 'request',
    strike: async (aws) => aws.addFault({ op: 'DescribeServices', kind: 'stale', times: 5, seconds: 20 }),
  },
];
