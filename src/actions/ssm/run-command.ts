import { parseDuration } from '#domain/duration.ts';
import { Failure } from '#domain/failure.ts';
import { Type } from '#domain/type.ts';
import { instancesOf } from '../command/instances.ts';
import { type CommandMemory, commandMemory } from '../command/memory.ts';
import { commandResults, judgeCommand, reconcileCommand } from '../command/outcome.ts';
import { scriptOf } from '../command/script.ts';
import type { Ctx, Planned } from '../contract.ts';
import { defineAction, refused } from '../define.ts';
import type { Read } from '../ports.ts';
import { durationSchema } from '../times.ts';

const scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);
const argument = Type.Union([scalar, Type.Array(Type.Union([Type.String(), Type.Number()]))]);

const input = Type.Object(
  {
    instances: Type.Optional(
      Type.Array(Type.String({ pattern: '^m?i-[0-9a-z]+$' }), {
        minItems: 1,
        description: 'Ids of the instances; instead of "cluster".',
      }),
    ),
    cluster: Type.Optional(Type.String({ description: 'Its instances, where "instances" is left out.' })),
    service: Type.Optional(Type.String({ description: 'Of the cluster, only the instances that its tasks run on.' })),
    one: Type.Boolean({ default: false, description: 'Only the first of these instances.' }),
    script: Type.Array(Type.String(), { minItems: 1, description: 'Lines for the shell.' }),
    arguments: Type.Record(Type.String(), argument, {
      default: {},
      propertyNames: { pattern: '^[A-Z][A-Z0-9_]*$' },
      description: 'Environment variables of the script, quoted for the shell; of a list, one item a line.',
    }),
    document: Type.String({ default: 'AWS-RunShellScript', description: 'A command document that takes "commands".' }),
    execution_timeout: durationSchema('How long the script may run on an instance.', { default: '10m' }),
  },
  { additionalProperties: false },
);

/** Seconds in which the agent must have begun. The shortest that Systems Manager takes is 30. */
const delivery = 60;
/** Longest comment. https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_SendCommand.html */
const longestComment = 100;
const secret = /TOKEN|SECRET|PASSW|DSN|API_KEY|PRIVATE_KEY/;

const noUndo = 'Nothing undoes a script by itself.';

interface Found {
  readonly instances: readonly string[];
  readonly document: NonNullable<Awaited<ReturnType<Read['commands']['document']>>>;
}

async function find(
  given: Parameters<typeof instancesOf>[0] & { document: string },
  read: Read,
): Promise<Found | string> {
  const instances = await instancesOf(given, read);
  if (typeof instances === 'string') return instances;
  const document = await read.commands.document(given.document);
  if (!document) return `Systems Manager has no document ${given.document}.`;
  if (document.type !== 'Command') return `${document.name} is a document of type ${document.type}, not Command.`;
  const online = await read.commands.online(instances);
  const silent = instances.filter((id) => !online.includes(id));
  if (silent.length > 0) return `The agent of Systems Manager does not answer on ${silent.join(', ')}.`;
  return { instances, document };
}

/** Documents of AWS belong to no account. */
function remembered({ instances, document }: Found, { account, region, mark }: Ctx): CommandMemory {
  const owner = document.owner === 'Amazon' ? '' : account;
  return {
    document: document.name,
    documentArn: `arn:aws:ssm:${region}:${owner}:document/${document.name}`,
    instances: [...instances],
    instanceArns: instances.map((id) => `arn:aws:ec2:${region}:${account}:instance/${id}`),
    comment: mark.slice(0, longestComment).trimEnd(),
  };
}

function planned(
  { document }: Found,
  plan: CommandMemory,
  commands: readonly string[],
  seconds: number,
): Planned & { plan: CommandMemory } {
  const { instances, comment } = plan;
  const many = instances.length > 1;
  return {
    plan,
    changes: [{ target: instances.join(', '), what: 'runs this script as root', text: commands.join('\n') }],
    requests: [
      {
        service: 'ssm',
        operation: 'SendCommand',
        params: {
          DocumentName: document.name,
          DocumentVersion: document.version,
          InstanceIds: instances,
          Parameters: { commands, executionTimeout: [`${seconds}`] },
          TimeoutSeconds: delivery,
          Comment: comment,
          MaxConcurrency: '1',
          MaxErrors: '0',
        },
      },
    ],
    targets: [...plan.instanceArns],
    guarded: { document: `${document.name} version ${document.version}`, 'its hash': document.hash, instances },
    blastRadius: many
      ? `${instances.length} instances, one after the other; the first that fails is the last`
      : `1 instance: ${instances.join('')}`,
    warnings: [],
    undo: noUndo,
  };
}

export default defineAction({
  meta: {
    id: 'ssm.run-command',
    version: 1,
    summary: 'Run a script on instances through Systems Manager.',
    risk: 'changes',
    repeat: 'unsafe',
    timeout: 15 * 60_000,
    settle: 0,
    undo: 'impossible',
    never: ['not-applied', 'by-other', 'superseded'],
    secrets: [],
    docs: 'docs/actions/ssm.run-command.md',
  },
  input,
  memory: commandMemory,
  outputs: {
    command: { schema: Type.String(), known: 'apply' },
    exit_codes: { schema: Type.Record(Type.String(), Type.Integer()), known: 'verify' },
    stdout: { schema: Type.String(), known: 'verify' },
  },

  async plan({ script, arguments: args, execution_timeout: limit, ...given }, read, ctx) {
    const named = Object.keys(args).find((name) => secret.test(name));
    if (named !== undefined)
      throw new Failure(
        'user',
        'bad-input',
        `ssm.run-command: ${named} looks like a secret, and Systems Manager shows a command to everybody who may read it. Let the script read it from Parameter Store.`,
      );
    const commands = scriptOf(script, args);
    const found = await find(given, read);
    if (typeof found === 'string') return refused(found);
    return planned(found, remembered(found, ctx), commands, parseDuration(limit) / 1_000);
  },
  receipt: (_, answer) => {
    const { Command } = answer as { Command?: { CommandId?: string } };
    return { command: Command?.CommandId ?? null };
  },
  reconcile: (plan, _, read, journal) => reconcileCommand(plan, read, journal),
  verify: judgeCommand,
  results: (_, receipts, memo) => commandResults(receipts, memo),
  undo: () => ({ none: noUndo }),
  iam: ({ documentArn, instanceArns }) => [
    { Effect: 'Allow', Action: ['ssm:SendCommand'], Resource: [documentArn, ...instanceArns] },
  ],
});
