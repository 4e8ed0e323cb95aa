/** A call of the AWS command line in a text. */
export interface AwsCommand {
  /** `ecs update-service` */
  readonly command: string;
  /** `--cluster`, `--force-new-deployment` */
  readonly options: readonly string[];
}

/** The commands in a text whose second word has a hyphen, as those that change something have; one goes on where a line ends in a backslash. */
export const awsCommandsIn = (text: string): readonly AwsCommand[] =>
  text
    .replace(/\\\n/g, ' ')
    .split('\n')
    .flatMap((line) => [...line.matchAll(/\baws ([a-z0-9]+ [a-z]+-[a-z-]+)([^|;&`]*)/g)])
    .map(([, command = '', rest = '']) => ({ command, options: rest.match(/--[a-z-]+/g) ?? [] }));
