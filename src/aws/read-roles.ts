import { type EvaluationResult, GetRoleCommand, IAMClient, paginateSimulatePrincipalPolicy } from '@aws-sdk/client-iam';
import type { Permission, RolesRead } from '#actions/ports/roles-read.ts';
import { isObject } from '#domain/json.ts';
import { allPages, ifThere } from './answered.ts';
import type { ReadSettings } from './clients.ts';

const permission = (action: string, resource: string, decision: string): Permission => ({
  action,
  resource,
  allowed: decision === 'allowed',
  decision,
});

/** Where several resources were asked about, each has a result of its own. */
function permissions(from: EvaluationResult): readonly Permission[] {
  const { EvalActionName: action = '', EvalResourceName = '*', EvalDecision = '', ResourceSpecificResults = [] } = from;
  if (ResourceSpecificResults.length === 0) return [permission(action, EvalResourceName, EvalDecision)];
  return ResourceSpecificResults.map((one) =>
    permission(action, one.EvalResourceName ?? '*', one.EvalResourceDecision ?? ''),
  );
}

const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** Principals of the statements that allow `sts:AssumeRole`; a group of one is written without a list. */
function principals(document: string): readonly string[] {
  const policy: unknown = JSON.parse(decodeURIComponent(document));
  const statements = isObject(policy) ? list(policy['Statement']).filter(isObject) : [];
  return statements
    .filter(
      ({ Effect, Action }) =>
        Effect === 'Allow' && list(Action).some((action) => /^sts:(AssumeRole|\*)$/i.test(String(action))),
    )
    .flatMap(({ Principal }) => (isObject(Principal) ? Object.values(Principal).flatMap(list) : list(Principal)))
    .map(String);
}

async function trust(client: IAMClient, role: string): Promise<readonly string[] | undefined> {
  const RoleName = role.slice(role.lastIndexOf('/') + 1);
  const answer = await ifThere('iam:GetRole', ['NoSuchEntityException'], client.send(new GetRoleCommand({ RoleName })));
  return answer && principals(answer.Role?.AssumeRolePolicyDocument ?? '%7B%7D');
}

async function simulate(
  client: IAMClient,
  role: string,
  actions: readonly string[],
  resources: readonly string[],
): Promise<readonly Permission[]> {
  const asked = { PolicySourceArn: role, ActionNames: [...actions], ResourceArns: [...resources] };
  const pages = paginateSimulatePrincipalPolicy({ client, pageSize: 100 }, asked);
  const call = 'iam:SimulatePrincipalPolicy';
  return (await allPages(call, pages, ({ EvaluationResults }) => EvaluationResults)).flatMap(permissions);
}

export function readRoles(settings: ReadSettings): RolesRead {
  const client = new IAMClient(settings);
  return {
    simulate: (role, actions, resources) => simulate(client, role, actions, resources),
    trust: (role) => trust(client, role),
  };
}
