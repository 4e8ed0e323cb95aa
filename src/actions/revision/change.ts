import type { Static } from 'typebox';
import type { Json, JsonObject } from '#domain/json.ts';
import { Type } from '#domain/type.ts';
import { containersOf, isEssential, nameOf, withMember } from './content.ts';
import { refuseDependencies, setDependsOn } from './depends-on.ts';
import { healthCheckInput, refuseHealthCheck, setHealthCheck } from './health-check.ts';
import { refuseSize, setSize } from './size.ts';
import { setEnvironment, setSecrets } from './variables.ts';

const variable = (description: string) =>
  Type.Optional(
    Type.Record(Type.String(), Type.Union([Type.String(), Type.Unsafe<null>({ type: 'null' })]), { description }),
  );

/** Members of an action's input that say what is other in the new revision. */
export const changeInput = {
  container: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'Name of the container that changes; needed where several are essential.',
    }),
  ),
  image: Type.Optional(Type.String({ minLength: 1, description: 'Image that the container is to run.' })),
  health_check: Type.Optional(healthCheckInput),
  environment: variable('Environment variables to set, by name; null takes one away.'),
  secrets: variable('ARNs of secrets or names of parameters to fill variables from, by name; null takes one away.'),
  command: Type.Optional(
    Type.Array(Type.String(), { minItems: 1, description: 'Command of the container, word by word.' }),
  ),
  depends_on: Type.Optional(
    Type.Record(Type.String(), Type.Enum(['START', 'COMPLETE', 'SUCCESS', 'HEALTHY']), {
      description: 'Containers that this one waits for, and until what.',
    }),
  ),
  cpu: Type.Optional(Type.Integer({ minimum: 128, description: 'CPU units; 1,024 are one core.' })),
  memory: Type.Optional(Type.Integer({ minimum: 6, description: 'Memory in MiB.' })),
};

const shape = Type.Object(changeInput);
export type RevisionChange = Static<typeof shape>;

/** Whether anything is asked to be other. */
export const isChange = ({ container: _, ...rest }: RevisionChange): boolean =>
  Object.values(rest).some((value) => value !== undefined);

const setImage = (container: JsonObject, image: string | undefined): JsonObject =>
  image === undefined ? container : { ...container, image };

const setCommand = (container: JsonObject, command: readonly string[] | undefined): JsonObject =>
  command === undefined ? container : { ...container, command };

/** @returns why none can be told, in one sentence */
function chosen(content: JsonObject, name: string | undefined): JsonObject | string {
  const all = containersOf(content);
  const family = String(content['family']);
  if (name !== undefined)
    return all.find((each) => nameOf(each) === name) ?? `There is no container ${name} in ${family}.`;
  const essential = all.filter(isEssential);
  const [only] = essential;
  if (essential.length === 1 && only) return only;
  return `Several containers of ${family} are essential: name one of ${essential.map(nameOf).join(', ')} as container.`;
}

const changedContainer = (container: JsonObject, wanted: RevisionChange): JsonObject =>
  [
    (each: JsonObject) => setImage(each, wanted.image),
    (each: JsonObject) => setHealthCheck(each, wanted.health_check),
    (each: JsonObject) => setEnvironment(each, wanted.environment),
    (each: JsonObject) => setSecrets(each, wanted.secrets),
    (each: JsonObject) => setCommand(each, wanted.command),
    (each: JsonObject) => setDependsOn(each, wanted.depends_on),
  ].reduce((each, change) => change(each), container);

/**
 * The content of the new revision.
 * @returns why there can be none, in one sentence
 */
export function changed(content: JsonObject, wanted: RevisionChange): JsonObject | string {
  const container = chosen(content, wanted.container);
  if (typeof container === 'string') return container;
  const unchecked = refuseHealthCheck(container, wanted.health_check);
  if (unchecked !== undefined) return unchecked;
  const containers: Json = containersOf(content).map((each) =>
    each === container ? changedContainer(each, wanted) : each,
  );
  const next = setSize(withMember(content, 'containerDefinitions', containers), nameOf(container), wanted);
  return refuseDependencies(next) ?? refuseSize(next, wanted) ?? next;
}
