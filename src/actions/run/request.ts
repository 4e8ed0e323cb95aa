import type { Json, JsonObject } from '#domain/json.ts';
import type { AwsRequest, Ctx } from '../contract.ts';
import type { Found } from './find.ts';

/** What the container is started with instead of what its image or its task definition says. */
export interface Overrides {
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Most that ECS takes. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html */
const mostCharacters = 8_192;

/** Tells this attempt's task from any other, in the letters that ECS takes. */
export function startedByOf({ run, step, token }: Ctx): string {
  const name = `${run}-${step}`.replaceAll(/[^\w/-]/g, '-').slice(0, 110);
  return `stepward-${name}-${token.slice(0, 8)}`;
}

const overridesOf = (container: string, { command, environment = {} }: Overrides): JsonObject => ({
  containerOverrides: [
    {
      name: container,
      ...(command && { command }),
      environment: Object.entries(environment).map(([name, value]) => ({ name, value })),
    },
  ],
});

/** Why ECS would not take these overrides. */
export function tooLong({ container }: Found, overrides: Overrides): string | undefined {
  const { length } = JSON.stringify(overridesOf(container.name, overrides));
  if (length <= mostCharacters) return undefined;
  return `Command and environment are ${length} characters long; ECS takes ${mostCharacters}.`;
}

const networkOf = (network: NonNullable<Found['network']>): JsonObject => ({
  awsvpcConfiguration: {
    subnets: network.subnets,
    securityGroups: network.securityGroups,
    assignPublicIp: network.assignPublicIp ? 'ENABLED' : 'DISABLED',
  },
});

/** What is run, with what, and by which name of its revision. */
export interface Run {
  readonly cluster: string;
  readonly found: Found;
  readonly overrides: Overrides;
  readonly taskDefinition: Json;
}

export const runRequest = ({ cluster, found, overrides, taskDefinition }: Run, ctx: Ctx): AwsRequest => ({
  service: 'ecs',
  operation: 'RunTask',
  params: {
    cluster,
    taskDefinition,
    count: 1,
    launchType: found.launchType,
    ...(found.network && { networkConfiguration: networkOf(found.network) }),
    overrides: overridesOf(found.container.name, overrides),
    startedBy: startedByOf(ctx),
    clientToken: ctx.token,
  },
});

/** ECS may answer without a task, and say why it could not place one: then that is what is kept. */
export function ran(answer: JsonObject): JsonObject {
  const { tasks = [], failures = [] } = answer as {
    tasks?: readonly { taskArn?: string }[];
    failures?: readonly { arn?: string; reason?: string; detail?: string }[];
  };
  const task = tasks[0]?.taskArn;
  if (task !== undefined) return { task };
  const [first] = failures;
  return {
    failure: [first?.reason ?? 'ECS gave no task and no reason', first?.detail, first?.arn].filter(Boolean).join(' · '),
  };
}
