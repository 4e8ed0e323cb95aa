import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const module = (path: string): string => JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href);

/** Which clients of the SDK a process of its own has loaded after this code; they are CommonJS, so Node's cache has them by their files. */
async function clientsAfter(code: string): Promise<readonly string[]> {
  const whole = `
    import { createRequire } from 'node:module';
    ${code}
    const files = Object.keys(createRequire(import.meta.url).cache);
    const clients = files.flatMap((file) => /@aws-sdk\\/client-([a-z0-9-]+)\\//.exec(file)?.[1] ?? []);
    console.log(JSON.stringify([...new Set(clients)].sort()));
    process.exit();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', whole]);
  return JSON.parse(stdout);
}

const aws = `
  const { createAws } = await import(${module('aws/create-aws.ts')});
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const environment = { account: '111122223333', region: 'us-east-1', awsCalls: ['ecs:TagResource'] };
  const read = createAws({ endpoint: 'http://127.0.0.1:1', credentials, share: 0.1 }).reader(environment);`;

describe('the bot', () => {
  it('loads no client but STS when it starts, however much there is to read', async () => {
    expect(await clientsAfter(`await import(${module('bot.ts')}); ${aws}`)).toEqual(['sts']);
  });

  it('loads the client of a service when something is first asked of it', async () => {
    const ask = `await read.ecs.service('c', 'api').catch(() => undefined);`;
    expect(await clientsAfter(`${aws} ${ask}`)).toEqual(['ecs', 'sts']);
  });
});
