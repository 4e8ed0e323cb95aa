import {
  type AutomationExecution,
  GetAutomationExecutionCommand,
  ListTagsForResourceCommand,
  paginateDescribeAutomationExecutions,
  SSMClient,
} from '@aws-sdk/client-ssm';
import type { AutomationsRead, Execution } from '#actions/ports/commands-read.ts';
import { allPages, ifThere } from './answered.ts';
import type { ReadSettings } from './clients.ts';

const ended = ['Success', 'TimedOut', 'Cancelled', 'Failed', 'Rejected'];

/** The step that has not ended, or the last one. */
function currentOf({ StepExecutions: steps = [] }: AutomationExecution): Pick<Execution, 'current'> {
  const begun = steps.filter(({ ExecutionStartTime }) => ExecutionStartTime !== undefined);
  const step = begun.find(({ StepStatus = '' }) => !ended.includes(StepStatus)) ?? begun.at(-1);
  if (!step) return {};
  return { current: { name: step.StepName ?? '', action: step.Action ?? '', status: step.StepStatus ?? '' } };
}

const shape = (from: AutomationExecution): Execution => ({
  id: from.AutomationExecutionId ?? '',
  document: from.DocumentName ?? '',
  status: from.AutomationExecutionStatus ?? 'Pending',
  startedAt: from.ExecutionStartTime?.getTime() ?? 0,
  ...(from.ExecutionEndTime === undefined ? {} : { endedAt: from.ExecutionEndTime.getTime() }),
  ...(from.FailureMessage === undefined ? {} : { failure: from.FailureMessage }),
  ...currentOf(from),
  outputs: from.Outputs ?? {},
});

async function execution(client: SSMClient, AutomationExecutionId: string): Promise<Execution | undefined> {
  const asked = client.send(new GetAutomationExecutionCommand({ AutomationExecutionId }));
  const found = await ifThere('ssm:GetAutomationExecution', ['AutomationExecutionNotFoundException'], asked);
  return found?.AutomationExecution && shape(found.AutomationExecution);
}

async function tagsOf(client: SSMClient, ResourceId: string): Promise<ReadonlyMap<string, string>> {
  const asked = client.send(new ListTagsForResourceCommand({ ResourceType: 'Automation', ResourceId }));
  const found = await ifThere('ssm:ListTagsForResource', ['InvalidResourceId'], asked);
  return new Map((found?.TagList ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** Executions are filtered by the key of a tag, never by its value. https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AutomationExecutionFilter.html */
async function tagged(client: SSMClient, wanted: Parameters<AutomationsRead['tagged']>[0], since: number) {
  const keys = Object.keys(wanted);
  const Filters = [
    { Key: 'StartTimeAfter' as const, Values: [new Date(since).toISOString()] },
    { Key: 'TagKey' as const, Values: keys.slice(0, 1) },
  ];
  const pages = paginateDescribeAutomationExecutions({ client, pageSize: 50 }, { Filters });
  const found = await allPages(
    'ssm:DescribeAutomationExecutions',
    pages,
    (page) => page.AutomationExecutionMetadataList,
  );
  const ids: string[] = [];
  for (const { AutomationExecutionId: id = '' } of found) {
    const tags = await tagsOf(client, id);
    if (keys.every((key) => tags.get(key) === wanted[key])) ids.push(id);
  }
  return ids;
}

export function readAutomations(settings: ReadSettings): AutomationsRead {
  const client = new SSMClient(settings);
  return {
    execution: (id) => execution(client, id),
    tagged: (tags, since) => tagged(client, tags, since),
  };
}
