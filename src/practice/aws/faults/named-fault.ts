import { Failure } from '#domain/failure.ts';
import type { PracticeAws } from '../practice-aws.ts';

/** Something that goes wrong while a runbook is tested; a test names it: `do: lose-answer`. */
export interface NamedFault {
  readonly name: string;
  /** What happens: one sentence, for the docs and for whoever names one that there is not. */
  readonly says: string;
  /** What it strikes: the next request that changes something, or what the step changes: a service, tasks (of a service, or of a family of single ones), a parameter, a secret, a repository of images. */
  readonly to: 'request' | 'service' | 'tasks' | 'parameter' | 'secret' | 'repository';
  /**
   * From now on it has happened, or waits for the next request.
   * @param target ARN of what the step changes
   * @throws Failure `wrong-target` where that is not what this strikes
   */
  strike(aws: PracticeAws, target: string): Promise<void>;
}

/** What a fault does is done by somebody else, told apart from the bot by the `principal` of the call. */
export const somebody = (target: string): string => `arn:aws:iam::${target.split(':')[4]}:user/dave`;

export const wrongTarget = ({ name, to }: Pick<NamedFault, 'name' | 'to'>, target: string): Failure =>
  new Failure(
    'user',
    'wrong-target',
    `The fault ${name} happens to ${to === 'tasks' ? to : `a ${to}`}, and this step changes ${target}.`,
  );
