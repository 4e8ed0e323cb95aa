import type { Json, JsonObject } from '#domain/json.ts';
import { containersOf, nameOf, withMember } from './content.ts';

interface Size {
  readonly cpu?: number | undefined;
  readonly memory?: number | undefined;
}

const setMember = (object: JsonObject, name: string, value: Json | undefined): JsonObject =>
  value === undefined ? object : withMember(object, name, value);

const ofTask = (value: number | undefined): string | undefined => (value === undefined ? undefined : `${value}`);

/** Where the task as a whole has a size, that one changes; otherwise the container's. */
export function setSize(content: JsonObject, name: string, { cpu, memory }: Size): JsonObject {
  if (content['cpu'] !== undefined || content['memory'] !== undefined)
    return setMember(setMember(content, 'cpu', ofTask(cpu)), 'memory', ofTask(memory));
  const containers = containersOf(content).map((each) =>
    nameOf(each) === name ? setMember(setMember(each, 'cpu', cpu), 'memory', memory) : each,
  );
  return withMember(content, 'containerDefinitions', containers);
}

/** MiB by CPU units: least, most and step. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
const fargate: Readonly<Record<string, readonly [least: number, most: number, step: number]>> = {
  '512': [1_024, 4_096, 1_024],
  '1024': [2_048, 8_192, 1_024],
  '2048': [4_096, 16_384, 1_024],
  '4096': [8_192, 30_720, 1_024],
  '8192': [16_384, 61_440, 4_096],
  '16384': [32_768, 122_880, 8_192],
};

function fits(cpu: string, memory: number): boolean {
  if (cpu === '256') return [512, 1_024, 2_048].includes(memory);
  const [least, most, step] = fargate[cpu] ?? [1, 0, 1];
  return memory >= least && memory <= most && (memory - least) % step === 0;
}

/** Why Fargate has no task of this size; only asked when the size changes. */
export function refuseSize(content: JsonObject, { cpu, memory }: Size): string | undefined {
  const types = content['requiresCompatibilities'];
  if ((cpu ?? memory) === undefined || !Array.isArray(types) || !types.includes('FARGATE')) return undefined;
  const size = [String(content['cpu']), Number(content['memory'])] as const;
  return fits(...size) ? undefined : `Fargate has no tasks of ${size[0]} CPU units with ${size[1]} MiB.`;
}
