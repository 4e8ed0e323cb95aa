import type { JsonObject } from '#domain/json.ts';
import { isObject } from '#domain/json.ts';
import { Type } from '#domain/type.ts';
import { type AutomationMemory, automationMemory } from '../automation/memory.ts';
import { judgeAutomation, readyToApprove, reconcileAutomation } from '../automation/outcome.ts';
import type { AwsRequest, Ctx, Planned } from '../contract.ts';
import { defineAction, refused } from '../define.ts';
import type { Read } from '../ports.ts';

const value = Type.Union([Type.String(), Type.Array(Type.String())]);

const input = Type.Object(
  {
    document: Type.String({ description: 'Name of the automation document.' }),
    parameters: Type.Record(Type.String(), value, {
      default: {},
      description: 'Parameters of the document, each a text or a list of texts.',
    }),
    approve: Type.Boolean({
      default: false,
      description: 'Hands the approval of this step on to the first aws:approve of the document.',
    }),
  },
  { additionalProperties: false },
);

type Parameters = Readonly<Record<string, readonly string[]>>;
type Document = NonNullable<Awaited<ReturnType<Read['commands']['document']>>>;

const noUndo = 'Nothing undoes an automation by itself.';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Tag.html */
const tagValue = (text: string): string => text.replaceAll(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, '.').slice(0, 256);

function remembered({ name, version, owner }: Document, parameters: Parameters, approve: boolean, ctx: Ctx) {
  const { account, region, run, step, now } = ctx;
  const role = parameters['AutomationAssumeRole']?.[0];
  return {
    document: name,
    definitionArn: `arn:aws:ssm:${region}:${owner === 'Amazon' ? '' : account}:automation-definition/${name}:${version}`,
    executionArns: `arn:aws:ssm:${region}:${account}:automation-execution/*`,
    approve,
    tags: { 'stepward:run': tagValue(run), 'stepward:step': tagValue(step) },
    plannedAt: now,
    ...(role === undefined ? {} : { role }),
  };
}

const start = (
  { name, version }: Document,
  parameters: Parameters,
  { tags }: AutomationMemory,
  ctx: Ctx,
): AwsRequest => ({
  service: 'ssm',
  operation: 'StartAutomationExecution',
  params: {
    DocumentName: name,
    DocumentVersion: version,
    Parameters: parameters,
    ClientToken: ctx.token,
    Mode: 'Auto',
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  },
});

const approval = ({ mark }: Ctx): AwsRequest => ({
  service: 'ssm',
  operation: 'SendAutomationSignal',
  params: {
    AutomationExecutionId: { $answer: 0, path: 'execution' },
    SignalType: 'Approve',
    Payload: { Comment: [mark] },
  },
});

function planned(
  document: Document,
  parameters: Parameters,
  plan: AutomationMemory,
  ctx: Ctx,
): Planned & { plan: AutomationMemory } {
  const { name, version } = document;
  const given = JSON.stringify(parameters, null, 2);
  return {
    plan,
    changes: [
      {
        target: name,
        what: `version ${version} runs${given === '{}' ? '' : ' with these parameters'}`,
        ...(given === '{}' ? {} : { text: given }),
      },
      ...(plan.approve ? [{ target: name, what: 'its first aws:approve is approved as soon as it waits' }] : []),
    ],
    requests: [start(document, parameters, plan, ctx), ...(plan.approve ? [approval(ctx)] : [])],
    targets: [plan.definitionArn],
    guarded: { document: `${name} version ${version}`, 'its hash': document.hash },
    blastRadius: `What ${name} does${plan.role === undefined ? '' : ` as ${plan.role}`}: Stepward does not read its steps.`,
    warnings: plan.approve ? [] : ['Where the document asks for an approval, somebody gives it in Systems Manager.'],
    undo: noUndo,
  };
}

export default defineAction({
  meta: {
    id: 'ssm.start-automation',
    version: 1,
    summary: 'Start an automation of Systems Manager and wait for its end.',
    risk: 'changes',
    repeat: 'client-token',
    timeout: 30 * 60_000,
    settle: 0,
    undo: 'impossible',
    secrets: [],
    docs: 'docs/actions/ssm.start-automation.md',
  },
  input,
  memory: automationMemory,
  outputs: {
    execution: { schema: Type.String(), known: 'apply' },
    outputs: { schema: Type.Record(Type.String(), Type.Array(Type.String())), known: 'verify' },
  },

  async plan({ document: name, parameters: given, approve }, read, ctx) {
    const document = await read.commands.document(name);
    if (!document) return refused(`Systems Manager has no document ${name}.`);
    if (document.type !== 'Automation')
      return refused(`${name} is a document of type ${document.type}, not Automation.`);
    const parameters = Object.fromEntries(Object.entries(given).map(([key, one]) => [key, [one].flat()]));
    return planned(document, parameters, remembered(document, parameters, approve, ctx), ctx);
  },
  ready: (plan, _, read, ctx) => readyToApprove(plan, read, ctx),
  receipt: (n, answer): JsonObject => (n === 0 ? { execution: answer['AutomationExecutionId'] ?? null } : {}),
  reconcile: (plan, n, read) => reconcileAutomation(plan, n, read),
  verify: judgeAutomation,
  results: (_, [first], memo) => ({
    ...(first ? { execution: first['execution'] ?? null } : {}),
    ...(isObject(memo) ? { outputs: (memo as JsonObject)['outputs'] ?? {} } : {}),
  }),
  undo: () => ({ none: noUndo }),
  iam: ({ definitionArn, executionArns, approve, role }) => [
    { Effect: 'Allow', Action: ['ssm:StartAutomationExecution'], Resource: [definitionArn] },
    { Effect: 'Allow', Action: ['ssm:AddTagsToResource'], Resource: [executionArns] },
    ...(approve ? [{ Effect: 'Allow' as const, Action: ['ssm:SendAutomationSignal'], Resource: [executionArns] }] : []),
    ...(role === undefined ? [] : [{ Effect: 'Allow' as const, Action: ['iam:PassRole'], Resource: [role] }]),
  ],
});
