import { allSteps, type Runbook } from '#domain/runbook.ts';
import type { EngineParts } from './parts.ts';

/** Why this runbook is not started in this channel as it is now. Throws if the channel cannot be read: then nothing is started either. */
export async function channelTrouble(
  { directory }: Pick<EngineParts, 'directory'>,
  runbook: Runbook,
  channel: string | undefined,
): Promise<string | undefined> {
  const facts = channel === undefined ? undefined : await directory.channel?.(channel);
  if (!facts) return undefined;
  if (facts.archived) return 'This channel is archived, so nothing can be told here. Start it in another one.';
  if (!facts.joined) return 'Invite @Stepward to this channel first: /invite @Stepward';
  return facts.shared && changesSomething(runbook)
    ? 'This channel is shared with another organisation, so only what changes nothing is started here.'
    : undefined;
}

const changesSomething = ({ steps, finally: last }: Runbook): boolean =>
  allSteps([...steps, ...last]).some(({ kind }) => kind === 'action');
