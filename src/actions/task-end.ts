import type { Task } from './ports.ts';

/** What an exit code means where it says more than that something went wrong. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html */
const meanings: Readonly<Record<number, string>> = {
  125: 'the container could not be created',
  126: 'the command cannot be executed',
  127: 'the command was not found',
  134: 'aborted',
  137: 'killed: out of memory, or it did not stop in time',
  139: 'segmentation fault',
  143: 'ended by SIGTERM',
  255: 'perhaps an image for another kind of processor',
};

/** `exit code 137 (killed: …)`. */
function exitInWords(code: number, reason?: string): string {
  const meaning = reason ?? meanings[code];
  return meaning === undefined ? `exit code ${code}` : `exit code ${code} (${meaning})`;
}

/** How a stopped task ended. */
export interface End {
  /** Of the container that is looked at, or of the first that did not end as expected. Undefined where it never ran. */
  readonly exitCode: number | undefined;
  readonly container: string | undefined;
  readonly asExpected: boolean;
  /** One sentence without its full stop. */
  readonly words: string;
}

const named = ({ containers }: Task, names: readonly string[]) => containers.filter(({ name }) => names.includes(name));

/**
 * @param essential names of the containers that count, the one that matters most first
 * @param expected exit code of each of them
 */
export function endOf(task: Task, essential: readonly string[], expected = 0): End {
  const counting = named(task, essential).sort((a, b) => essential.indexOf(a.name) - essential.indexOf(b.name));
  const told = counting.find(({ exitCode }) => exitCode !== expected) ?? counting[0];
  const { exitCode, reason, name: container } = told ?? {};
  const why = task.stoppedReason ?? task.stopCode ?? 'no reason given';
  const end = { exitCode, container };
  if (exitCode === undefined) return { ...end, asExpected: false, words: `never started: ${reason ?? why}` };
  const words = `${container}: ${exitInWords(exitCode, reason)}`;
  if (task.stopCode !== 'EssentialContainerExited')
    return { ...end, asExpected: false, words: `stopped before it ended: ${why} (${words})` };
  return { ...end, asExpected: exitCode === expected, words };
}
