import type { Environment } from '#domain/config.ts';
import { asFailure, forPeople } from '#domain/failure.ts';
import { canonical } from '#domain/json.ts';
import type { Person } from '#domain/person.ts';
import { type ApproveRule, type Policy, quorumTrouble, tighten } from '#domain/policy.ts';
import { partsOf, type Step } from '#domain/runbook.ts';
import type { Catalogue, Directory } from './ports.ts';

/** What is asked for in an environment, and by which runbooks; the environment's own word is asked by all. */
export interface Demand {
  readonly environment: string;
  readonly policy: Policy;
  readonly runbooks: readonly string[];
}

export interface Quorum extends Demand {
  /** Why it cannot be met today, and what to do. */
  readonly trouble?: string;
}

const keyOf = ({ entries, requester }: Policy): string => canonical({ entries: entries as never, requester });

/** Every policy that a run in this environment can come to. */
export function demandsIn(environment: Environment, catalogue: Catalogue): readonly Demand[] {
  const own: Demand = { environment: environment.id, policy: environment.approve, runbooks: [] };
  const found = new Map([[keyOf(own.policy), own]]);
  const add = (policy: Policy, runbook: string): void => {
    const known = found.get(keyOf(policy)) ?? { ...own, policy };
    if (known === own || known.runbooks.includes(runbook)) return;
    found.set(keyOf(policy), { ...known, runbooks: [...known.runbooks, runbook] });
  };
  for (const { id } of catalogue.list()) {
    const runbook = catalogue.get(id)?.runbook;
    if (!runbook?.environments.includes(environment.id)) continue;
    for (const rules of rulesOn([...runbook.steps, ...runbook.finally], runbook.approve))
      add(tighten(environment.approve, rules), id);
  }
  return [...found.values()];
}

/** The rules that add up on each change. */
const rulesOn = (steps: readonly Step[], around: readonly ApproveRule[]): readonly (readonly ApproveRule[])[] =>
  steps.flatMap((step) => {
    const rules = 'approve' in step ? [...around, ...step.approve] : around;
    return [...(step.kind === 'action' ? [rules] : []), ...rulesOn(partsOf(step).flat(), rules)];
  });

/** Whether each demand can be met by the people who are there today, also if any one of them asks. What cannot be read cannot be met. */
export async function quorums(directory: Directory, demands: readonly Demand[]): Promise<readonly Quorum[]> {
  const judged: Quorum[] = [];
  for (const demand of demands) {
    const trouble = await troubleOf(directory, demand);
    judged.push(trouble === undefined ? demand : { ...demand, trouble });
  }
  return judged;
}

async function troubleOf(directory: Directory, { policy, runbooks }: Demand): Promise<string | undefined> {
  const groups = [...new Set(policy.entries.flatMap((entry) => entry.groups))];
  try {
    const short = quorumTrouble(policy, await peopleIn(directory, groups));
    const files = runbooks.length > 0 ? `stepward.yml or ${runbooks.join(', ')}` : 'stepward.yml';
    return short && `${short} Add people to the group, or change "approve" in ${files}.`;
  } catch (thrown) {
    return forPeople(asFailure(thrown));
  }
}

/** Everybody in one of these groups, once, as they are now. @throws what the directory throws */
async function peopleIn(directory: Directory, groups: readonly string[]): Promise<readonly Person[]> {
  const ids = new Set<string>();
  for (const group of groups) for (const id of await directory.members(group)) ids.add(id);
  const people: Person[] = [];
  // One after another: a workspace answers only so many such questions a minute.
  for (const id of ids) people.push(await directory.person(id));
  return people;
}

/** Why nobody could break the glass here, and what to do. */
export async function glassTrouble(directory: Directory, { breakGlass }: Environment): Promise<string | undefined> {
  if (!breakGlass) return undefined;
  try {
    const people = await peopleIn(directory, breakGlass.groups);
    const said = breakGlass.groups.map((name) => `@${name}`).join(' or ');
    if (people.some(({ kind }) => kind === 'member')) return undefined;
    return `Nobody is in ${said}, who may approve alone. Add somebody to the group, or take out "break_glass".`;
  } catch (thrown) {
    return forPeople(asFailure(thrown));
  }
}
