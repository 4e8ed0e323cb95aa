import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const source = new URL('../../src/aws/create-aws.ts', import.meta.url).href;
const unused = 'http://127.0.0.1:1';

/** The JSON that an expression over `aws` and `environment` gives outside Jest, where the SDK knows Node's errors by their class and keeps their codes. Nobody listens at its endpoint. */
export async function outside(expression: string): Promise<unknown> {
  const code = `
    import { createAws } from ${JSON.stringify(source)};
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const aws = createAws({ endpoint: ${JSON.stringify(unused)}, credentials });
    const environment = { region: 'us-east-1' };
    console.log(JSON.stringify(await ${expression}));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code]);
  return JSON.parse(stdout);
}
