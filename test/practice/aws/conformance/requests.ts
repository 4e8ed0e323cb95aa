import type { JsonObject } from '#domain/json.ts';

/** What is there by the time of a request: made by the requests before it. */
export interface There {
  readonly task: string;
  readonly instance: string;
  readonly deployment: string;
  readonly revision: string;
  readonly networkInterface: string;
  readonly targetGroup: string;
  readonly listener: string;
  readonly registry: string;
  readonly stateMachine: string;
  readonly role: string;
  readonly service: string;
}

export interface Asked {
  readonly params: (there: There) => JsonObject;
  /** Name of the error with which AWS would answer this. */
  readonly refused?: string;
}

const at = { cluster: 'c' };
const api = { cluster: 'c', service: 'api' };
const asked = (params: Asked['params'] | JsonObject, refused?: string): Asked => ({
  params: typeof params === 'function' ? params : () => params,
  ...(refused === undefined ? {} : { refused }),
});
const token = 'a-token-of-thirty-two-characters';

const ecs: Readonly<Record<string, Asked>> = {
  DescribeClusters: asked({ clusters: ['c'] }),
  ListClusters: asked({}),
  ListServices: asked(at),
  DescribeServices: asked({ ...at, services: ['api'] }),
  ListTasks: asked({ ...at, serviceName: 'api' }),
  DescribeTasks: asked(({ task }) => ({ ...at, tasks: [task] })),
  ListContainerInstances: asked(at),
  DescribeContainerInstances: asked(({ instance }) => ({ ...at, containerInstances: [instance] })),
  ListTaskDefinitions: asked({ familyPrefix: 'api', sort: 'DESC' }),
  DescribeTaskDefinition: asked({ taskDefinition: 'api:1', include: ['TAGS'] }),
  ListServiceDeployments: asked(api),
  DescribeServiceDeployments: asked(({ deployment }) => ({ serviceDeploymentArns: [deployment] })),
  DescribeServiceRevisions: asked(({ revision }) => ({ serviceRevisionArns: [revision] })),
  GetTaskProtection: asked(({ task }) => ({ ...at, tasks: [task] })),
  UpdateTaskProtection: asked(({ task }) => ({ ...at, tasks: [task], protectionEnabled: true, expiresInMinutes: 5 })),
  TagResource: asked(({ service }) => ({ resourceArn: service, tags: [{ key: 'team', value: 'shop' }] })),
  ListTagsForResource: asked(({ service }) => ({ resourceArn: service })),
  UntagResource: asked(({ service }) => ({ resourceArn: service, tagKeys: ['team'] })),
  RegisterTaskDefinition: asked({
    family: 'other',
    containerDefinitions: [{ name: 'one', image: 'one:1', memory: 64 }],
  }),
  DeregisterTaskDefinition: asked({ taskDefinition: 'other:1' }),
  RunTask: asked({ ...at, taskDefinition: 'api:1', startedBy: 'somebody', clientToken: token, launchType: 'EC2' }),
  UpdateService: asked({ ...api, desiredCount: 1, forceNewDeployment: true }),
  StopServiceDeployment: asked(
    ({ deployment }) => ({ serviceDeploymentArn: deployment, stopType: 'ROLLBACK' }),
    'ConflictException',
  ),
  ContinueServiceDeployment: asked(
    ({ deployment }) => ({ serviceDeploymentArn: deployment, hookId: 'ecs-pause-none', action: 'CONTINUE' }),
    'InvalidParameterException',
  ),
  StopTask: asked(({ task }) => ({ ...at, task, reason: 'enough' })),
};

const parameter = { Name: '/api/key' };
const ssm: Readonly<Record<string, Asked>> = {
  DescribeParameters: asked({ ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: ['/api/key'] }] }),
  GetParameter: asked({ ...parameter, WithDecryption: true }),
  GetParameters: asked({ Names: ['/api/key'] }),
  GetParameterHistory: asked({ ...parameter, WithDecryption: false }),
  PutParameter: asked({ ...parameter, Value: 'new', Overwrite: true, KeyId: 'alias/aws/ssm' }),
  LabelParameterVersion: asked({ ...parameter, ParameterVersion: 1, Labels: ['old'] }),
  UnlabelParameterVersion: asked({ ...parameter, ParameterVersion: 1, Labels: ['old'] }),
  DescribeDocument: asked({ Name: 'AWS-RunShellScript' }),
  UpdateDocumentDefaultVersion: asked({ Name: 'mend', DocumentVersion: '2' }),
  DescribeInstanceInformation: asked({ Filters: [{ Key: 'InstanceIds', Values: ['i-1'] }] }),
  SendCommand: asked({
    DocumentName: 'AWS-RunShellScript',
    InstanceIds: ['i-1'],
    Parameters: { commands: ['uptime'] },
    Comment: 'a comment',
  }),
  ListCommands: asked({}),
  ListCommandInvocations: asked({ CommandId: '11111111-2222-4333-8444-555555555555' }),
  GetCommandInvocation: asked(
    { CommandId: '11111111-2222-4333-8444-555555555555', InstanceId: 'i-1' },
    'InvalidCommandId',
  ),
  CancelCommand: asked({ CommandId: '11111111-2222-4333-8444-555555555555' }, 'InvalidCommandId'),
  StartAutomationExecution: asked({
    DocumentName: 'mend',
    ClientToken: '11111111-2222-4333-8444-555555555555',
    Tags: [{ Key: 'run', Value: '1' }],
  }),
  DescribeAutomationExecutions: asked({ Filters: [{ Key: 'TagKey', Values: ['run'] }] }),
  GetAutomationExecution: asked(
    { AutomationExecutionId: '11111111-2222-4333-8444-555555555555' },
    'AutomationExecutionNotFoundException',
  ),
  SendAutomationSignal: asked(
    { AutomationExecutionId: '11111111-2222-4333-8444-555555555555', SignalType: 'Approve' },
    'AutomationExecutionNotFoundException',
  ),
  StopAutomationExecution: asked(
    { AutomationExecutionId: '11111111-2222-4333-8444-555555555555', Type: 'Cancel' },
    'AutomationExecutionNotFoundException',
  ),
  ListTagsForResource: asked(
    { ResourceType: 'Automation', ResourceId: '11111111-2222-4333-8444-555555555555' },
    'InvalidResourceId',
  ),
};

const secret = { SecretId: 'api/token' };
const secretsmanager: Readonly<Record<string, Asked>> = {
  DescribeSecret: asked(secret),
  ListSecrets: asked({}),
  ListSecretVersionIds: asked({ ...secret, IncludeDeprecated: true }),
  GetSecretValue: asked(secret),
  PutSecretValue: asked({ ...secret, SecretString: 'new', ClientRequestToken: token, VersionStages: ['LATER'] }),
  UpdateSecretVersionStage: asked({ ...secret, VersionStage: 'LATER', RemoveFromVersionId: token }),
  RotateSecret: asked(
    { ...secret, ClientRequestToken: `${token}2`, RotateImmediately: true },
    'InvalidRequestException',
  ),
  CancelRotateSecret: asked(secret, 'InvalidRequestException'),
};

/** By service and operation: one request each, in an order in which they can be made. */
export const requests: Readonly<Record<string, Readonly<Record<string, Asked>>>> = {
  sts: {
    GetCallerIdentity: asked({}),
    AssumeRole: asked(({ role }) => ({ RoleArn: role, RoleSessionName: 'me', SourceIdentity: 'alice' })),
  },
  ecs,
  ssm,
  secretsmanager,
  logs: {
    DescribeLogGroups: asked({ logGroupNamePrefix: '/ecs' }),
    DescribeLogStreams: asked({ logGroupName: '/ecs/api' }),
    FilterLogEvents: asked({ logGroupName: '/ecs/api', startTime: 1, filterPattern: '"a phrase"' }),
    GetLogEvents: asked({ logGroupName: '/ecs/api', logStreamName: 'none' }, 'ResourceNotFoundException'),
  },
  ecr: {
    DescribeRepositories: asked({ repositoryNames: ['api'] }),
    DescribeImages: asked({ repositoryName: 'api', imageIds: [{ imageTag: '1' }] }),
    BatchGetImage: asked({ repositoryName: 'api', imageIds: [{ imageTag: '1' }] }),
  },
  elasticloadbalancing: {
    DescribeLoadBalancers: asked({}),
    DescribeListeners: asked(({ listener }) => ({ ListenerArns: [listener] })),
    DescribeRules: asked(({ listener }) => ({ ListenerArn: listener })),
    DescribeTargetGroups: asked(({ targetGroup }) => ({ TargetGroupArns: [targetGroup] })),
    DescribeTargetHealth: asked(({ targetGroup }) => ({ TargetGroupArn: targetGroup })),
  },
  servicediscovery: {
    DiscoverInstances: asked({ NamespaceName: 'shop.local', ServiceName: 'api', HealthStatus: 'ALL' }),
    GetService: asked(({ registry }) => ({ Id: registry })),
  },
  cloudwatch: { DescribeAlarms: asked({ AlarmNames: ['errors'], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }) },
  'application-autoscaling': {
    DescribeScalableTargets: asked({ ServiceNamespace: 'ecs', ResourceIds: ['service/c/api'] }),
    RegisterScalableTarget: asked({
      ServiceNamespace: 'ecs',
      ResourceId: 'service/c/api',
      ScalableDimension: 'ecs:service:DesiredCount',
      MinCapacity: 1,
      MaxCapacity: 5,
    }),
  },
  cloudtrail: {
    LookupEvents: asked({ LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'UpdateService' }] }),
  },
  iam: {
    GetRole: asked({ RoleName: 'api-execution' }),
    SimulatePrincipalPolicy: asked(({ role }) => ({
      PolicySourceArn: role.replace(/role\/.*/, 'role/api-execution'),
      ActionNames: ['logs:PutLogEvents'],
      ResourceArns: ['*'],
    })),
  },
  ec2: {
    DescribeNetworkInterfaces: asked(
      ({ networkInterface }) => ({ NetworkInterfaceIds: [networkInterface] }),
      'InvalidNetworkInterfaceID.NotFound',
    ),
  },
  states: { DescribeStateMachine: asked(({ stateMachine }) => ({ stateMachineArn: stateMachine })) },
};
