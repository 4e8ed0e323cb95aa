import type { Facts } from '../expression/facts.ts';
import type { Fault } from '../expression/fault.ts';
import { sayType } from '../expression/types.ts';
import { whyHidden } from './hidden.ts';
import { objectOf, type Spot, textOf, undoneBy } from './outline.ts';
import type { Setting } from './setting.ts';
import { schemaOfValue } from './variables.ts';

/** What stands around an expression. */
interface Around extends Setting {
  /** The step it stands in; nothing for what is read before the run starts. */
  readonly here?: Spot;
  /** What the `if` of this step and of the groups around it says. */
  readonly facts: Facts;
}

type Names = readonly (string | null)[];
type Why = Omit<Fault, 'span'> | undefined;

/** Why a name that exists cannot be read here, or not surely. */
export function whyNot(names: Names, facts: Facts, around: Around): Why {
  const [root, name, member] = names;
  if (root === 'inputs') return whyNotInput(name, facts, around);
  if (root === 'steps') return whyNotStep(names, facts, around);
  if (root === 'environment' && name === 'values') return whyNotValue(member, around);
  const early = root === 'run' && name === 'outcome' && around.here?.part !== 'finally';
  return early ? { rule: 'later-step', message: 'the outcome of the run is known only in `finally`' } : undefined;
}

function whyNotInput(name: string | null | undefined, facts: Facts, { inputs, ...around }: Around): Why {
  const input = inputs.find((one) => one.name === name);
  if (!input) return undefined;
  if (input.secret)
    return {
      rule: 'secret-exposed',
      message: `"${name}" is a secret: it can only be a whole value that takes secrets`,
    };
  if (input.required || input.default !== undefined || holds(`inputs.${name}`, facts, around.facts)) return undefined;
  return {
    rule: 'may-be-missing',
    message: `the input "${name}" may not be given`,
    hint: `ask first: has(inputs.${name})`,
  };
}

const holds = (fact: string, ...all: readonly Facts[]): boolean => all.some((facts) => facts.has(fact));

function whyNotStep(names: Names, facts: Facts, around: Around): Why {
  const { spots, here } = around;
  const [, id, member, output] = names;
  const target = spots.find((spot) => spot.id === id);
  if (!target || !here) return undefined;
  const hidden = whyHidden(target, here);
  if (hidden || member === 'outcome' || member === undefined) return hidden;
  const known = (fact: string): boolean => holds(fact, facts, around.facts);
  const why = known(`steps.${id}`) ? undefined : whyMissing(target, here);
  if (why !== undefined)
    return {
      rule: 'may-be-missing',
      message: `step "${id}" ${why}, so this may be missing here`,
      hint: `say first: steps.${id}.outcome == 'passed'`,
    };
  if (member !== 'outputs' || typeof output !== 'string' || known(`steps.${id}.outputs.${output}`)) return undefined;
  return whyNoOutput(target, output, around);
}

/** How a step that comes earlier can have ended without what it gives. */
function whyMissing(target: Spot, here: Spot): string | undefined {
  if (here.part === 'finally' && target.part === 'steps') return 'may not have run';
  const own = [target, ...target.around].filter((spot) => !here.around.includes(spot));
  if (own.some(({ raw }) => 'if' in raw)) return 'may be skipped';
  if (target.ways.some(({ of, option }) => option && own.includes(of))) return 'may not be chosen';
  const onFailure = [target, ...target.around.toReversed()]
    .map(({ raw }) => textOf(raw, 'on_failure'))
    .find((word) => word !== undefined);
  return onFailure === 'continue' ? 'may have failed' : undefined;
}

/** What even a step that passed may not give. */
function whyNoOutput(target: Spot, output: string, { here, signatures }: Around): Why {
  const rule = 'may-be-missing';
  const hint = `ask first: has(steps.${target.id}.outputs.${output})`;
  const field = objectOf(objectOf(target.raw, 'fields'), output);
  if (field['required'] === false && !('default' in field))
    return { rule, message: `the field "${output}" may not be given`, hint };
  const known = signatures.get(textOf(target.raw, 'action') ?? '')?.outputs[output]?.known;
  if (known !== 'verify') return undefined;
  if ('verified_by' in target.raw)
    return { rule, message: `"${output}" is known once step "${target.id}" is verified, and it is proven later`, hint };
  return here && target === undoneBy(here)
    ? { rule, message: `"${output}" is known once step "${target.id}" is verified, and it may have failed`, hint }
    : undefined;
}

function whyNotValue(name: string | null | undefined, { environments }: Around): Why {
  if (typeof name !== 'string') return undefined;
  const without = environments.filter(({ values }) => !Object.hasOwn(values, name));
  const rule = 'unknown-value';
  if (without.length > 0)
    return {
      rule,
      message: `"${without[0]?.id}" has no value "${name}"`,
      hint: 'every environment of the runbook needs it',
    };
  const types = environments.map(({ id, values }) => ({
    id,
    type: String(schemaOfValue(values[name] ?? null)['type']),
  }));
  const [first, other] = [types[0], types.find(({ type }) => type !== types[0]?.type)];
  if (!first || !other) return undefined;
  return { rule, message: `"${name}" is ${say(first.type)} in "${first.id}" and ${say(other.type)} in "${other.id}"` };
}

const say = (type: string): string =>
  sayType({ integer: 'int', number: 'double', boolean: 'bool', array: 'list' }[type] ?? type);
