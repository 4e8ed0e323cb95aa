import type { Call, CallsRead } from '#actions/ports/calls-read.ts';
import { Failure } from '#domain/failure.ts';
import type { JsonObject } from '#domain/json.ts';
import { answered } from './answered.ts';
import type { ReadSettings } from './clients.ts';
import { misfit } from './request-shape.ts';
import { type Loaded, loadService, serviceNames } from './services.ts';

/** They begin like a read, and hand out secrets or take work from somebody else. */
const neverRead = [
  'ec2:GetPasswordData',
  'ecr:GetAuthorizationToken',
  'secretsmanager:GetRandomPassword',
  'secretsmanager:GetSecretValue',
  'ssm:GetAccessToken',
  'states:GetActivityTask',
];

const isRead = (operation: string): boolean => /^(?:Describe|Get|List)[A-Z]/.test(operation);

const decrypts = ({ service, parameters }: Call): boolean =>
  service === 'ssm' && parameters['WithDecryption'] !== undefined && parameters['WithDecryption'] !== false;

const nameOf = ({ service, operation }: Call): string => `${service}:${operation}`;

/** Calls that begin with the same word. */
function alike({ operations }: Loaded, wanted: string): string {
  const verb = /^[A-Z]?[a-z]*/.exec(wanted)?.[0] ?? '';
  const same = operations.filter((each) => verb !== '' && each.startsWith(verb));
  const shown = same.length > 0 ? same : operations;
  return `${shown.slice(0, 20).join(', ')}${shown.length > 20 ? ', …' : ''}`;
}

/** Why AWS could not understand it. */
async function unfit(call: Call): Promise<string | undefined> {
  const { service, operation, parameters } = call;
  const sdk = await loadService(service);
  if (!sdk) return `There is no service "${service}" here; there are ${serviceNames.join(', ')}.`;
  const Command = sdk.command(operation);
  if (!Command) return `${service} has no call "${operation}"; it has ${alike(sdk, operation)}.`;
  const { schema } = new Command({}) as { schema?: readonly unknown[] };
  const found = misfit(schema?.[4], parameters);
  return found === undefined ? undefined : `${nameOf(call)}: ${found}.`;
}

function unlisted(call: Call, listed: readonly string[]): string | undefined {
  if (listed.includes(nameOf(call))) return undefined;
  const there = listed.length > 0 ? `only ${listed.join(', ')}` : 'none';
  return `${nameOf(call)} is not one of this environment's aws_calls in stepward.yml: there ${listed.length === 1 ? 'is' : 'are'} ${there}.`;
}

/** Why it must not be asked as a read. */
function unread(call: Call, listed: readonly string[]): string | undefined {
  if (!listed.some((each) => each.startsWith(`${call.service}:`)))
    return `${nameOf(call)} may not be read: no call of ${call.service} is among this environment's aws_calls.`;
  if (!isRead(call.operation)) return `${nameOf(call)} is no read: only Describe…, Get… and List… are.`;
  if (neverRead.includes(nameOf(call)) || decrypts(call)) return `${nameOf(call)} would hand out a secret.`;
  return undefined;
}

async function ask(settings: ReadSettings, call: Call): Promise<JsonObject> {
  const sdk = await loadService(call.service);
  const Command = sdk?.command(call.operation);
  if (!sdk || !Command) throw new Failure('bug', 'call-unknown', `The SDK has no ${nameOf(call)}.`);
  const client = sdk.create(settings);
  try {
    const { $metadata: _, ...answer } = await answered(nameOf(call), client.send(new Command(call.parameters)));
    return JSON.parse(JSON.stringify(answer));
  } finally {
    client.destroy();
  }
}

/** @param listed what the environment allows: `ecs:TagResource` */
export const readCalls = (settings: ReadSettings, listed: readonly string[]): CallsRead => ({
  refuse: async (call) => unlisted(call, listed) ?? (await unfit(call)),
  async read(call) {
    const why = unread(call, listed) ?? (await unfit(call));
    if (why !== undefined) throw new Failure('refused', 'call-not-allowed', why);
    return ask(settings, call);
  },
});
