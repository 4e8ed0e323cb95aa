import type { Environment } from '#domain/config.ts';
import type { JsonObject } from '#domain/json.ts';
import { type Starter, scheduleAsWho } from '#domain/starter.ts';
import type { Who } from '#domain/who.ts';
import { scheduleProblems } from '#runbook/schedule-problems.ts';
import type { Started, StartRequest } from './api.ts';
import { channelTrouble } from './channel.ts';
import { checkChoices } from './choices.ts';
import { readGiven } from './given.ts';
import { environmentOf, mayStart, whyNotHere } from './may-start.ts';
import type { EngineParts } from './parts.ts';
import type { Offered } from './ports.ts';

/** What shall be started, and by whom. */
export interface Order extends Omit<StartRequest, 'by'> {
  readonly starter: Starter;
}

type Refusal = Exclude<Started, { readonly run: string }>;

const longest = { reason: 200, context: 500 } as const;
const problem = (name: string, message: string): Refusal => ({ problems: [{ name, message }] });

export interface Checked extends Placed {
  readonly startedBy: Who;
  readonly values: JsonObject;
}

/** Everything that must be so before a run is written. */
export async function checkStart(parts: EngineParts, order: Order): Promise<Checked | Refusal> {
  const placed = placeOf(parts, order);
  if ('problems' in placed) return placed;
  const startedBy = await admitted(parts, placed, order);
  if ('problems' in startedBy) return startedBy;
  const trouble = await channelTrouble(parts, placed.offered.runbook, order.channel);
  if (trouble) return problem('', trouble);
  const values = valuesOf(placed, order);
  if ('problems' in values) return values;
  const { environment, offered } = placed;
  const problems = await checkChoices(parts, offered.runbook.inputs, values.values, environment);
  return problems.length > 0 ? { problems } : { ...placed, ...values, startedBy };
}

/** Why a schedule would start nothing as things are now: everything but what only AWS knows. */
export function scheduleTrouble(parts: Pick<EngineParts, 'catalogue'>, order: Order): string | undefined {
  const placed = placeOf(parts, order);
  if ('problems' in placed) return said(placed);
  const values = valuesOf(placed, order);
  return (
    whyNotHere(placed.offered, placed.environment, order.channel) ?? ('problems' in values ? said(values) : undefined)
  );
}

export const said = ({ problems }: Refusal): string => problems.map(({ message }) => message).join(' ');

interface Placed {
  readonly offered: Offered;
  readonly environment: Environment;
}

function placeOf(parts: Pick<EngineParts, 'catalogue'>, order: Order): Placed | Refusal {
  const offered = parts.catalogue.get(order.runbook);
  if (!offered) return problem('', `There is no runbook "${order.runbook}", or it has mistakes and is not offered.`);
  const environment = environmentOf(parts, offered, order.environment);
  if (environment) return { offered, environment };
  const others = offered.runbook.environments.join(', ');
  return problem('environment', `"${order.runbook}" does not run in "${order.environment}", but in ${others}.`);
}

/** Who stands as the starter. Of a schedule no person is judged; everything else holds for it, too. */
async function admitted(
  parts: EngineParts,
  { offered, environment }: Placed,
  { starter, channel, team }: Order,
): Promise<Who | Refusal> {
  if (starter.kind === 'schedule') {
    const refused = whyNotHere(offered, environment, channel);
    return refused === undefined ? scheduleAsWho(starter.id) : problem('', refused);
  }
  const person = await parts.directory.person(starter.id, team);
  const refused = mayStart(offered, environment, { person, channel });
  return refused === undefined ? { id: person.id, name: person.name } : problem('', refused);
}

function valuesOf({ offered, environment }: Placed, order: Order): { readonly values: JsonObject } | Refusal {
  const reason = order.reason.trim();
  if (!reason && environment.reason === 'required')
    return problem('reason', 'Say why now: it stands on every card and in the history.');
  if (reason.length > longest.reason) return problem('reason', `At most ${longest.reason} characters.`);
  if (order.context !== undefined && !isAddress(order.context))
    return problem('', `What it is started for is an http or https address of at most ${longest.context} characters.`);
  const { inputs } = offered.runbook;
  const problems = order.starter.kind === 'schedule' ? scheduleProblems(inputs, order.inputs, environment) : [];
  return problems.length > 0 ? { problems } : readGiven(inputs, { given: order.inputs, by: 'starter' }, environment);
}

const isAddress = (text: string): boolean =>
  text.length <= longest.context && /^https?:\/\/\S+$/.test(text) && URL.canParse(text);
