import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Aws } from '#engine/ports.ts';
import { answered } from './answered.ts';
import { type AwsOptions, readClients, writeSettings } from './clients.ts';
import { readEcs } from './read-ecs.ts';
import { readLogs } from './read-logs.ts';
import { readSsm } from './read-ssm.ts';
import { readValues } from './read-values.ts';
import { send } from './send.ts';
import { sessions } from './sessions.ts';

/** AWS through its SDK. Which account it talks to is checked by who asks. */
export function createAws(options: AwsOptions = {}): Aws {
  const clients = readClients(options);
  const assumed = sessions(options.now ?? Date.now);
  return {
    reader({ region }) {
      const { ecs, ssm, logs } = clients(region);
      return { ecs: readEcs(ecs), ssm: readSsm(ssm), logs: readLogs(logs) };
    },
    values: ({ region }) => readValues(clients(region).ssm),
    async identity({ region }) {
      const asked = clients(region).sts.send(new GetCallerIdentityCommand({}));
      const { Account = '', Arn = '' } = await answered('sts:GetCallerIdentity', asked);
      return { account: Account, arn: Arn };
    },
    async credentials({ region, role }, { name, sourceIdentity }) {
      const { sts } = clients(region);
      if (role !== undefined) return assumed(sts, { role, name, sourceIdentity });
      const { accessKeyId, secretAccessKey, sessionToken } = await answered(
        'the credentials of this machine',
        sts.config.credentials(),
      );
      return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
    },
    send: ({ region }, credentials, request, unseal) =>
      send(writeSettings(options, region, credentials), request, unseal),
  };
}
