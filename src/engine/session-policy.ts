import type { IamStatement, Planned } from '#actions/contract.ts';

/** Characters that STS takes of a session policy. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const longest = 2_048;

/**
 * Resources that `*` stands for where they are too many to be named one by one, in this order: first what ECS replaces by itself, last what may run
 * scripts. Actions are never widened. docs/security.md has the same order.
 */
const kinds: readonly { readonly name: string; readonly upToId: RegExp }[] = [
  { name: 'tasks', upToId: /^arn:[^:]+:ecs:[^:]+:\d+:task\/[^/]+\// },
  { name: 'services', upToId: /^arn:[^:]+:ecs:[^:]+:\d+:service\/[^/]+\// },
  { name: 'scalable targets', upToId: /^arn:[^:]+:application-autoscaling:[^:]+:\d+:scalable-target\// },
  { name: 'instances', upToId: /^arn:[^:]+:ec2:[^:]+:\d+:instance\// },
];

interface SessionPolicy {
  /** JSON, as AssumeRole takes it. */
  readonly text: string;
  /** What `*` stands for in it: `tasks in arn:aws:ecs:…:task/main/*`. */
  readonly widened: readonly string[];
}

/** The credentials of a step may do what its action says that it needs, and no more, whatever else the role may do. Its text may be longer than STS takes. */
export function sessionPolicy(statements: readonly IamStatement[]): SessionPolicy {
  let policy: SessionPolicy = { text: textOf(statements), widened: [] };
  let named = statements;
  for (const { name, upToId } of kinds) {
    if (policy.text.length <= longest) break;
    const wide = named.map((statement) => ({ ...statement, Resource: widen(statement.Resource, upToId) }));
    const fresh = [...new Set(wide.flatMap(({ Resource }) => Resource))].filter(
      (resource) => !named.some(({ Resource }) => Resource.includes(resource)),
    );
    policy = { text: textOf(wide), widened: [...policy.widened, ...fresh.map((resource) => `${name} in ${resource}`)] };
    named = wide;
  }
  return policy;
}

/** A plan whose credentials would reach further than it says so on its card; one that they cannot be limited to is refused. */
export function limited(planned: Planned, statements: readonly IamStatement[]): Planned {
  const { text, widened } = sessionPolicy(statements);
  const warnings = widened.map(
    (which) => `Its credentials reach all ${which}: they are too many to be named one by one.`,
  );
  const inFull = { ...planned, warnings: [...planned.warnings, ...warnings] };
  if (text.length <= longest) return inFull;
  const refuse = `Its credentials cannot be limited to what it does: the policy that says so has ${text.length} characters, and STS takes ${longest}. Do less in one step.`;
  return { ...inFull, refuse };
}

/** Several of a kind become one; what stands alone stays as it is. */
function widen(resources: readonly string[], upToId: RegExp): readonly string[] {
  const prefixes = resources.map((resource) => upToId.exec(resource)?.[0]);
  const isShared = (prefix: string | undefined) => prefixes.filter((other) => other === prefix).length > 1;
  const wide = resources.map((resource, place) => {
    const prefix = prefixes[place];
    return prefix !== undefined && isShared(prefix) ? `${prefix}*` : resource;
  });
  return [...new Set(wide)];
}

function textOf(statements: readonly IamStatement[]): string {
  const Statement = merged(statements).map(({ Effect, Action, Resource }) => ({
    Effect,
    Action: alone(Action),
    Resource: alone(Resource),
  }));
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

/** Statements about the same resources are one. */
function merged(statements: readonly IamStatement[]): readonly IamStatement[] {
  const byResource = new Map<string, IamStatement>();
  for (const { Effect, Action, Resource } of statements) {
    const resources = [...new Set(Resource)].sort();
    const key = JSON.stringify(resources);
    const before = byResource.get(key)?.Action ?? [];
    byResource.set(key, { Effect, Action: [...new Set([...before, ...Action])], Resource: resources });
  }
  return [...byResource.values()];
}

/** A list of one is written as a text. */
const alone = (list: readonly string[]): string | readonly string[] => {
  const [only, ...others] = list;
  return only !== undefined && others.length === 0 ? only : list;
};
