import type { Ending } from './model.ts';

type Topics = Map<string, number>;
type Said = Pick<Ending, 'stdout' | 'stderr' | 'exitCode'>;

const said = (...lines: readonly string[]): Said => ({
  stdout: lines.map((line) => `${line}\n`).join(''),
  stderr: '',
  exitCode: 0,
});
const failed = (why: string): Said => ({
  stdout: '',
  stderr: `Error while executing topic command : ${why}\n`,
  exitCode: 1,
});

/** The value after an option: `--topic alerts.new`. */
const option = (line: string, name: string): string | undefined =>
  new RegExp(`--${name}[ =]+["']?([^\\s"';|&)]+)`).exec(line)?.[1];

function create(topics: Topics, line: string): Said {
  const topic = option(line, 'topic') ?? '';
  if (topics.has(topic)) return line.includes('--if-not-exists') ? said() : failed(`Topic '${topic}' already exists.`);
  topics.set(topic, Number(option(line, 'partitions') ?? 1));
  return said(`Created topic ${topic}.`);
}

const describe = ([topic, partitions]: readonly [string, number]): readonly string[] => [
  `Topic: ${topic}\tPartitionCount: ${partitions}\tReplicationFactor: 1\tConfigs: `,
  ...Array.from(
    { length: partitions },
    (_, index) => `\tTopic: ${topic}\tPartition: ${index}\tLeader: 1\tReplicas: 1\tIsr: 1`,
  ),
];

function remove(topics: Topics, topic: string, line: string): Said {
  if (topics.delete(topic) || line.includes('--if-exists')) return said();
  return failed(`Topic '${topic}' does not exist as expected`);
}

function runLine(topics: Topics, line: string): Said {
  if (line.includes('--list')) return said(...[...topics.keys()].sort());
  if (line.includes('--create')) return create(topics, line);
  const topic = option(line, 'topic');
  if (line.includes('--delete')) return remove(topics, topic ?? '', line);
  const found = [...topics].filter(([name]) => topic === undefined || name === topic);
  if (found.length === 0 && topic !== undefined) return failed(`Topic '${topic}' does not exist as expected`);
  return searched(found.flatMap(describe), line);
}

/** `| grep -w "PartitionCount: 9"` keeps the lines that hold it as whole words, and fails where there is none. */
function searched(lines: readonly string[], call: string): Said {
  const [, words] = /\| *grep -w ["']?([^"'|]+?)["']? *(?:\||$)/.exec(call) ?? [];
  if (words === undefined) return said(...lines);
  const kept = lines.filter((line) => `${line}\t`.includes(`${words}\t`));
  return kept.length > 0 ? said(...kept) : { ...said(), exitCode: 1, stderr: `nothing says "${words}"\n` };
}

const exported = /^export (\w+)='([^']*)'$/gm;
const loops = [
  /for (?<name>\w+) in "?\$\{?(?<list>\w+)/g,
  /\$\{?(?<list>\w+)\}?"? *\| *while (?:IFS= )?read -r (?<name>\w+)/g,
];

/** Values by name; the variable of a loop has several. */
function variablesOf(script: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, readonly string[]>();
  for (const [, name = '', value = ''] of script.matchAll(exported)) values.set(name, [value]);
  for (const loop of loops)
    for (const { groups = {} } of script.matchAll(loop))
      values.set(groups['name'] ?? '', values.get(groups['list'] ?? '')?.[0]?.split(/\s+/) ?? []);
  return values;
}

const filledIn = (line: string, values: ReadonlyMap<string, readonly string[]>): readonly string[] =>
  [...values].reduce<readonly string[]>(
    (lines, [name, all]) =>
      lines.flatMap((one) => {
        const use = new RegExp(`"?\\$(?:${name}\\b|\\{${name}\\})"?`, 'g');
        return use.test(one) ? all.map((value) => one.replace(use, value)) : [one];
      }),
    [line],
  );

/**
 * What `kafka-topics.sh` does in a script: create, list, describe and delete, one call a line. Of the shell around it only exported variables, loops over
 * the words of one and `| grep -w` are understood. Like `sh -e`, it ends at the first call that fails; undefined where the script makes no such call.
 */
export function kafkaTopics(topics: Topics, script: string): Said | undefined {
  const values = variablesOf(script);
  const calls = script
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.includes('kafka-topics.sh'))
    .flatMap((line) => filledIn(line, values));
  if (calls.length === 0) return undefined;
  let stdout = '';
  for (const call of calls) {
    const answer = runLine(topics, call);
    stdout += answer.stdout;
    if (answer.exitCode !== 0) return { ...answer, stdout };
  }
  return { stdout, stderr: '', exitCode: 0 };
}
