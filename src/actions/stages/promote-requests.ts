import type { AwsRequest } from '../contract.ts';
import type { PromoteMemory } from './promote-memory.ts';
import { currentStage, pendingStage } from './state.ts';

export interface Move {
  readonly stage: string;
  readonly from: string;
  /** None: the label is taken away. */
  readonly to?: string;
}

/** What moves, in this order. AWSPREVIOUS follows by itself. */
export const movesOf = ({ version, previous, pending }: PromoteMemory): readonly Move[] => [
  ...(previous === version ? [] : [{ stage: currentStage, from: previous, to: version }]),
  ...(pending === undefined ? [] : [{ stage: pendingStage, from: pending }]),
];

/** Both versions are named, so that a label which somebody else has moved meanwhile is left where it is. */
export const promoteRequests = (plan: PromoteMemory): readonly AwsRequest[] =>
  movesOf(plan).map(({ stage, from, to }) => ({
    service: 'secretsmanager',
    operation: 'UpdateSecretVersionStage',
    params: {
      SecretId: plan.arn,
      VersionStage: stage,
      RemoveFromVersionId: from,
      ...(to === undefined ? {} : { MoveToVersionId: to }),
    },
  }));
