import type { WorkView } from '#practice/page/cluster.ts';
import { type Account, secondsSince } from '../account.ts';
import { type Command, type Execution, isOver } from '../ssm/model.ts';

/** Seconds for which it is shown after its end. */
const shownFor = 1_800;

/** Oldest first. */
export function work(account: Account): readonly WorkView[] {
  const { commands, executions } = account.systems;
  return [...commands.map(viewCommand), ...executions.map(viewExecution)]
    .filter(({ endedAt }) => endedAt === undefined || secondsSince(account, endedAt) < shownFor)
    .sort((a, b) => a.startedAt - b.startedAt);
}

function viewCommand({ id, comment, document, requestedAt, invocations }: Command): WorkView {
  const open = invocations.find((each) => !isOver(each));
  const bad = invocations.find(({ status }) => status !== 'Success');
  const { status = 'Success' } = open ?? bad ?? {};
  const ended = bad ?? invocations[0];
  const says = ended?.endedAt === undefined ? undefined : lastLine(`${ended.ends?.stdout}\n${ended.ends?.stderr}`);
  return {
    id,
    kind: 'command',
    name: comment || document,
    status: status === 'Pending' ? 'InProgress' : status,
    at: invocations.map(({ instance }) => instance).join(', '),
    startedAt: requestedAt,
    ...(!open && { endedAt: Math.max(...invocations.map(({ endedAt }) => endedAt ?? requestedAt)) }),
    ...(says !== undefined && { says }),
  };
}

const lastLine = (output: string): string | undefined => output.split('\n').filter(Boolean).at(-1);

const viewExecution = ({ id, document, status, steps, startedAt, endedAt, failure }: Execution): WorkView => ({
  id,
  kind: 'automation',
  name: document.name,
  status,
  at: steps.at(-1)?.name ?? '',
  startedAt,
  ...(endedAt !== undefined && { endedAt }),
  ...(failure !== undefined && { says: failure }),
});
