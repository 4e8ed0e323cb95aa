import type { Environment } from '#domain/config.ts';
import { asFailure } from '#domain/failure.ts';
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
  /** Why it cannot be met today, in a sentence. */
  readonly trouble?: string;
}

/** Every policy that a run in this environment can come to. */
export function demandsIn(environment: Environment, catalogue: Catalogue): readonly Demand[] {
  const found = new Map<string, Demand>();
  const add = (policy: Policy, runbook?: string): void => {
    const key = canonical({ entries: policy.entries as never, requester: policy.requester });
    const runbooks = found.get(key)?.runbooks ?? [];
    const all = runbook === undefined || runbooks.includes(runbook) ? runbooks : [...runbooks, runbook];
    found.set(key, { environment: environment.id, policy, runbooks: all });
  };
  add(environment.approve);
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
    const trouble = await troubleOf(directory, demand.policy);
    judged.push(trouble === undefined ? demand : { ...demand, trouble });
  }
  return judged;
}

async function troubleOf(directory: Directory, policy: Policy): Promise<string | undefined> {
  const groups = [...new Set(policy.entries.flatMap((entry) => entry.groups))];
  try {
    return quorumTrouble(policy, await peopleIn(directory, groups));
  } catch (thrown) {
    return asFailure(thrown).message;
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

/** Why nobody could break the glass here. */
export async function glassTrouble(directory: Directory, { breakGlass }: Environment): Promise<string | undefined> {
  if (!breakGlass) return undefined;
  try {
    const people = await peopleIn(directory, breakGlass.groups);
    const said = breakGlass.groups.map((name) => `@${name}`).join(' or ');
    return people.some(({ kind }) => kind === 'member') ? undefined : `Nobody is in ${said}, who may approve alone.`;
  } catch (thrown) {
    return asFailure(thrown).message;
  }
}
