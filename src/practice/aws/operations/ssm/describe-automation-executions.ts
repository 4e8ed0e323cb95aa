import type { JsonObject } from '#domain/json.ts';
import { needed, number, objects, text, texts } from '../../params.ts';
import { unsupported } from '../../refusal.ts';
import type { Execution } from '../../ssm/model.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';
import { showExecution } from './show-execution.ts';

/** Newest first. */
const describeAutomationExecutions: Operation = {
  service: 'ssm',
  name: 'DescribeAutomationExecutions',
  isWrite: false,
  members: ['Filters', 'MaxResults', 'NextToken'],
  perform(account, params) {
    const filters = objects(params, 'Filters') ?? [];
    const found = account.systems.executions.filter((one) => filters.every((filter) => passes(one, filter)));
    const { items, next } = page(found.toReversed(), number(params, 'MaxResults') ?? 50, text(params, 'NextToken'));
    const shown = items.map((one) => ({ ...showExecution(one), AutomationExecutionStatus: one.status }));
    return { AutomationExecutionMetadataList: shown, ...withToken('NextToken', next) };
  },
};

function passes({ startedAt, tags }: Execution, filter: JsonObject): boolean {
  const key = needed(text, filter, 'Key');
  const values = needed(texts, filter, 'Values');
  if (key === 'StartTimeAfter') return values.every((value) => startedAt >= Date.parse(value));
  if (key === 'TagKey') return tags.some(({ Key }) => values.includes(Key));
  throw unsupported(`DescribeAutomationExecutions with the filter ${key}`);
}

export default describeAutomationExecutions;
