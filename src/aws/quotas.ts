import type { Rate } from './bucket.ts';

/** Calls that AWS counts together. */
interface Quota extends Rate {
  readonly name: string;
  /** The beginning of `x-amz-target`, which names the service. */
  readonly service: string;
  readonly operations: readonly string[];
}

const ecs = 'AmazonEC2ContainerServiceV20141113';
const ssm = 'AmazonSSM';

/**
 * Per account and region. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html and
 * https://docs.aws.amazon.com/general/latest/gr/ssm.html; where only a rate is told, it is the burst too.
 */
const quotas: readonly Quota[] = [
  { name: 'service changes', service: ecs, operations: ['UpdateService'], burst: 50, perSecond: 5 },
  { name: 'service reads', service: ecs, operations: ['DescribeServices', 'ListServices'], burst: 100, perSecond: 20 },
  {
    name: 'service deployment reads',
    service: ecs,
    operations: ['DescribeServiceDeployments', 'ListServiceDeployments'],
    burst: 50,
    perSecond: 20,
  },
  { name: 'service revision reads', service: ecs, operations: ['DescribeServiceRevisions'], burst: 50, perSecond: 20 },
  { name: 'task changes', service: ecs, operations: ['RunTask', 'StopTask'], burst: 100, perSecond: 40 },
  {
    name: 'task reads',
    service: ecs,
    operations: ['DescribeTasks', 'ListTasks', 'DescribeContainerInstances', 'ListContainerInstances'],
    burst: 100,
    perSecond: 20,
  },
  { name: 'task definition changes', service: ecs, operations: ['RegisterTaskDefinition'], burst: 20, perSecond: 1 },
  {
    name: 'task definition reads',
    service: ecs,
    operations: ['DescribeTaskDefinition', 'ListTaskDefinitions'],
    burst: 50,
    perSecond: 20,
  },
  { name: 'cluster reads', service: ecs, operations: ['DescribeClusters', 'ListClusters'], burst: 50, perSecond: 20 },
  { name: 'task protection', service: ecs, operations: ['GetTaskProtection'], burst: 200, perSecond: 80 },
  { name: 'tag changes', service: ecs, operations: ['TagResource', 'UntagResource'], burst: 20, perSecond: 10 },
  { name: 'tag reads', service: ecs, operations: ['ListTagsForResource'], burst: 50, perSecond: 20 },
  { name: 'parameter values', service: ssm, operations: ['GetParameter', 'GetParameters'], burst: 40, perSecond: 40 },
  {
    name: 'parameter changes and listings',
    service: ssm,
    operations: ['PutParameter', 'LabelParameterVersion', 'GetParameterHistory', 'DescribeParameters'],
    burst: 3,
    perSecond: 3,
  },
  { name: 'automation starts', service: ssm, operations: ['StartAutomationExecution'], burst: 1, perSecond: 1 },
  { name: 'log searches', service: 'Logs_20140328', operations: ['FilterLogEvents'], burst: 5, perSecond: 5 },
  { name: 'trail look-ups', service: 'CloudTrail_20131101', operations: ['LookupEvents'], burst: 2, perSecond: 2 },
];

/** Of calls whose quota is not told here: as many of a service together as ECS lets through of its reads. */
const others: Rate = { burst: 100, perSecond: 20 };

export interface Class extends Rate {
  readonly name: string;
}

/** @param target `AmazonSSM.PutParameter`, as the SDK names a call on the wire; of the query protocol the service's host and the action */
export function quotaOf(target: string): Class {
  const [service = '', operation = ''] = target.split('.');
  const found = quotas.find((each) => each.service === service && each.operations.includes(operation));
  return found ?? { ...others, name: `calls of ${service}` };
}
