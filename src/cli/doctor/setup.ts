import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '#domain/config.ts';
import { type Order, scheduleTrouble } from '#engine/check-start.ts';
import type { Aws } from '#engine/ports.ts';
import type { Files, StorePlace } from '../parts.ts';
import { sealKey } from '../seal-key.ts';
import { fine, found, type Line, left } from './line.ts';

/** stepward.yml could be read, or there would be no catalogue. */
export function runbookLines(folder: string, catalogue: Files): readonly Line[] {
  const { environments } = catalogue.config;
  const count = catalogue.list().length;
  return [
    fine(`stepward.yml: ${environments.map(({ id }) => id).join(', ')}`),
    count > 0
      ? fine(`Runbooks in ${folder}: ${count} offered`)
      : found(`Runbooks in ${folder}: none is offered; \`stepward new\` writes one`),
    ...catalogue
      .rejected()
      .map(({ file, findings }) =>
        found(
          `${file} is not offered: ${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}; see \`stepward lint ${file}\``,
        ),
      ),
  ];
}

/** A schedule that would start nothing says so here before its channel is told. */
export const scheduleLines = (catalogue: Files): readonly Line[] =>
  catalogue.config.schedules.map((schedule) => {
    const starter: Order['starter'] = { kind: 'schedule', id: schedule.id };
    const trouble = scheduleTrouble({ catalogue }, { ...schedule, surface: 'slack', startKey: '', starter });
    return trouble === undefined
      ? fine(`Schedule ${schedule.id}: ${schedule.cron} ${schedule.timeZone} starts ${schedule.runbook}`)
      : found(`Schedule ${schedule.id} would start nothing: ${trouble}`);
  });

/** Nothing is made here: the first start of the bot does that. */
export function keyLine({ folder }: StorePlace, given: string | undefined): Line {
  if (given === undefined && !existsSync(join(folder, 'key')))
    return left(`Key: there is none in ${folder} yet; the first start makes one`);
  sealKey(folder, given);
  return fine(`Key: ${given === undefined ? join(folder, 'key') : 'STEPWARD_KEY'} can seal secrets`);
}

export async function awsLine(aws: Aws, environment: Environment): Promise<Line> {
  const { account, arn } = await aws.identity(environment);
  return account === environment.account
    ? fine(`AWS in ${environment.id}: ${arn}`)
    : found(
        `AWS in ${environment.id}: these credentials are of ${account}, and stepward.yml says ${environment.account}`,
      );
}
