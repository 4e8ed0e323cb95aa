import { referenceOf } from '../../references/reference.ts';
import type { Cause } from '../cause.ts';
import { reasonsOf, stoppedFor } from '../evidence.ts';
import type { Facts } from '../facts.ts';

const unable = /unable to (?:pull secrets|retrieve secret)|failed to fetch secret|unable to assume the role/;
const denies = /AccessDenied|not authorized|unable to assume the role/;
const unreached =
  /i\/o timeout|dial tcp|context (?:deadline|canceled)|RequestCanceled|no such host|connection (?:reset|refused)/;

/** Why ECS could not fetch what a container is started with. */
function failed(facts: Facts, kind: (reason: string) => boolean): readonly string[] | undefined {
  const stopped = stoppedFor(facts, unable).filter(({ stoppedReason = '' }) => kind(stoppedReason));
  return stopped.length === 0 ? undefined : reasonsOf(stopped);
}

/** ECS, unlike the API, does not find a secret by an ARN without its last six characters. */
const suffix = /-[A-Za-z0-9]{6}$/;

function unsuffixed({ definition }: Facts): readonly string[] {
  const references = definition.containers.flatMap(({ secrets }) =>
    secrets.map(({ valueFrom }) => referenceOf(valueFrom)),
  );
  return references.flatMap((reference) =>
    reference.kind === 'secret' && !suffix.test(reference.arn)
      ? [`${reference.arn} lacks the six characters at the end of a secret's ARN`]
      : [],
  );
}

export const secretDenied: Cause = {
  id: 'secret-denied',
  helps: 'Let the execution role of the task definition read it, and decrypt it if it has a key of its own.',
  find: (facts) => failed(facts, (reason) => denies.test(reason)),
};

export const secretUnreachable: Cause = {
  id: 'secret-unreachable',
  helps:
    'The tasks do not reach the service that keeps the secret: look at their subnets (a NAT gateway or a VPC endpoint), security groups and public addresses.',
  find: (facts) => failed(facts, (reason) => unreached.test(reason) && !denies.test(reason)),
};

export const secretWrong: Cause = {
  id: 'secret-wrong',
  helps:
    'Deploy a revision that names the secret or parameter by its whole ARN, key and version (ecs.deploy with secrets), or put what is missing there.',
  find(facts) {
    const reasons = failed(facts, (reason) => !denies.test(reason) && !unreached.test(reason));
    return reasons && [...reasons, ...unsuffixed(facts)];
  },
};
