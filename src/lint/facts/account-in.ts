import type { Subject } from '../rule.ts';
import { indexOfWord } from './index-of-word.ts';

interface Written {
  readonly start: number;
  readonly length: number;
  /** The account, as the message calls it. */
  readonly what: string;
}

/** An account of stepward.yml anywhere, or any other in an ARN of ECS: a parameter may be shared by another account, a cluster is not. */
export function accountIn(text: string, { config }: Subject): Written | undefined {
  for (const { id, account } of config?.environments ?? []) {
    const start = indexOfWord(text, account);
    if (start >= 0) return { start, length: account.length, what: `the account of "${id}"` };
  }
  const [before, account] = /\barn:[\w-]+:ecs:[\w-]*:(?=(\d{12}):)/.exec(text) ?? [];
  if (before === undefined || account === undefined) return undefined;
  const what = `the account ${account}, which is none of stepward.yml,`;
  return { start: text.indexOf(before) + before.length, length: account.length, what };
}
