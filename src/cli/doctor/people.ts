import type { Environment } from '#domain/config.ts';
import { sayEntries } from '#domain/policy.ts';
import type { Catalogue, Directory } from '#engine/ports.ts';
import { demandsIn, glassTrouble, type Quorum, quorums } from '#engine/quorum.ts';
import { fine, found, type Line, look } from './line.ts';

/** Whether the people who decide are there: every group that is named, every approval that can be asked for. */
export async function peopleLines(directory: Directory, catalogue: Catalogue): Promise<readonly Line[]> {
  const { groups, environments } = catalogue.config;
  const lines: Line[] = [];
  for (const name of Object.keys(groups))
    lines.push(...(await look(`Group @${name}`, () => groupLine(directory, name))));
  for (const environment of environments) lines.push(...(await environmentLines(directory, environment, catalogue)));
  return lines;
}

async function groupLine(directory: Directory, name: string): Promise<Line> {
  const count = (await directory.members(name)).length;
  if (count === 0) return found(`Group @${name} has nobody in it; add people to it in Slack, or in stepward.yml`);
  return fine(`Group @${name}: ${count === 1 ? '1 person' : `${count} people`}`);
}

async function environmentLines(
  directory: Directory,
  environment: Environment,
  catalogue: Catalogue,
): Promise<readonly Line[]> {
  const judged = await quorums(directory, demandsIn(environment, catalogue));
  const glass = await glassTrouble(directory, environment);
  return [
    ...judged.map(quorumLine),
    ...(glass === undefined ? [] : [found(`Break-glass in ${environment.id}: ${glass}`)]),
  ];
}

const quorumLine = ({ environment, policy, trouble }: Quorum): Line =>
  trouble === undefined
    ? fine(`Approval in ${environment}: ${sayEntries(policy)} can be met today`)
    : found(`Approval in ${environment}: ${trouble}`);
