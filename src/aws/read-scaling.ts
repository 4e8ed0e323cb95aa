import {
  ApplicationAutoScalingClient,
  type ScalableTarget as Described,
  DescribeScalableTargetsCommand,
} from '@aws-sdk/client-application-auto-scaling';
import type { ScalableTarget, ScalingRead } from '#actions/ports/scaling-read.ts';
import { answered } from './answered.ts';
import type { ReadSettings } from './clients.ts';

const lastPart = (nameOrArn: string): string => nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);

const scalableTarget = ({ ScalableTargetARN = '', MinCapacity, MaxCapacity, ...from }: Described): ScalableTarget => ({
  arn: ScalableTargetARN,
  min: MinCapacity ?? 0,
  max: MaxCapacity ?? 0,
  suspended: {
    in: from.SuspendedState?.DynamicScalingInSuspended ?? false,
    out: from.SuspendedState?.DynamicScalingOutSuspended ?? false,
    scheduled: from.SuspendedState?.ScheduledScalingSuspended ?? false,
  },
});

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalableTargets.html */
export function readScaling(settings: ReadSettings): ScalingRead {
  const client = new ApplicationAutoScalingClient(settings);
  return {
    async target(cluster, service) {
      const command = new DescribeScalableTargetsCommand({
        ServiceNamespace: 'ecs',
        ResourceIds: [`service/${lastPart(cluster)}/${service}`],
        ScalableDimension: 'ecs:service:DesiredCount',
      });
      const call = 'application-autoscaling:DescribeScalableTargets';
      const { ScalableTargets: [found] = [] } = await answered(call, client.send(command));
      return found && scalableTarget(found);
    },
  };
}
