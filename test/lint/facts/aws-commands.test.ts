import { describe, expect, it } from '@jest/globals';
import { awsCommandsIn } from '#lint/facts/aws-commands.ts';

describe('the AWS commands in a text', () => {
  it('go on after a backslash at the end of a line', () => {
    expect(awsCommandsIn('aws ecs update-service --cluster a \\\n  --desired-count 2\n--none')).toEqual([
      { command: 'ecs update-service', options: ['--cluster', '--desired-count'] },
    ]);
  });

  it('end where another command begins', () => {
    expect(awsCommandsIn('aws ecs list-tasks --cluster a | jq --raw-output .; aws ssm get-parameter --name b')).toEqual(
      [
        { command: 'ecs list-tasks', options: ['--cluster'] },
        { command: 'ssm get-parameter', options: ['--name'] },
      ],
    );
  });

  it('are none in a text that speaks of AWS', () => {
    expect(awsCommandsIn('Sign in to aws and look at the cluster')).toEqual([]);
  });
});
