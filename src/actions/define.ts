import type { Static, TSchema } from 'typebox';
import { Failure } from '#domain/failure.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import type {
  Action,
  ActionMeta,
  Check,
  CheckMeta,
  CheckRead,
  Ctx,
  IamStatement,
  Journal,
  Outputs,
  Planned,
  Ready,
  Reconciled,
  Source,
  Verified,
} from './contract.ts';
import type { Read } from './ports.ts';
import { parser } from './schema.ts';
import { withSealed } from './sealed.ts';

/** A plan that asks nobody: it was refused, or there is nothing to do. */
export type Unasked = Planned & ({ readonly refuse: string } | { readonly nothingToDo: string });

/** An action as its author writes it, typed by its own schemas. */
export interface ActionSpec<I extends TSchema, P extends TSchema> {
  readonly meta: ActionMeta;
  readonly input: I;
  /** Shape of what a plan remembers. */
  readonly memory: P;
  readonly outputs: Outputs;
  plan(input: Static<I>, read: Read, ctx: Ctx): Promise<(Planned & { readonly plan: Static<P> }) | Unasked>;
  ready?(plan: Static<P>, n: number, read: Read, ctx: Ctx): Promise<Ready>;
  receipt(n: number, answer: JsonObject): JsonObject;
  reconcile(plan: Static<P>, n: number, read: Read, journal: Journal): Promise<Reconciled>;
  verify(plan: Static<P>, read: Read, ctx: Ctx): Promise<Verified>;
  results(plan: Static<P>, receipts: readonly JsonObject[], memo: Json | undefined): JsonObject;
  undo(plan: Static<P>, receipts: readonly JsonObject[]): ReturnType<Action['undo']>;
  iam(plan: Static<P>): readonly IamStatement[];
}

export interface CheckSpec<I extends TSchema> {
  readonly meta: CheckMeta;
  readonly input: I;
  readonly outputs: Outputs;
  read(input: Static<I>, read: Read, ctx: Ctx): Promise<CheckRead>;
}

export interface SourceSpec<I extends TSchema> {
  readonly meta: CheckMeta;
  readonly input: I;
  choices(input: Static<I>, read: Read): Promise<readonly string[]>;
}

/** Most that a source offers: more than anybody reads, and than a select of Slack takes. */
const mostChoices = 1_000;

function inputOf<S extends TSchema>(id: string, schema: S): (value: unknown) => Static<S> {
  const parse = parser(schema);
  return (value) => {
    const parsed = parse(value);
    if (!parsed.ok) throw new Failure('user', 'bad-input', `${id}: ${parsed.why}`);
    return parsed.value;
  };
}

/** A plan comes back from the store, perhaps to newer code than wrote it. */
function memoryOf<S extends TSchema>({ id, version }: ActionMeta, schema: S): (value: unknown) => Static<S> {
  const parse = parser(schema);
  return (value) => {
    const parsed = parse(value);
    if (!parsed.ok)
      throw new Failure(
        'refused',
        'plan-unreadable',
        `Version ${version} of ${id} cannot read this plan: ${parsed.why}`,
      );
    return parsed.value;
  };
}

/**
 * The author's typed functions behind the contract that takes JSON.
 * @throws Failure `bad-input` (an input does not fit), `plan-unreadable` (the program changed since the plan was made)
 */
export function defineAction<I extends TSchema, P extends TSchema>(spec: ActionSpec<I, P>): Action {
  const { meta, outputs } = spec;
  const input = inputOf(meta.id, withSealed(spec.input, meta.secrets));
  const memory = memoryOf(meta, spec.memory);
  return {
    kind: 'action',
    meta,
    input: spec.input,
    outputs,
    plan: async (given, read, ctx) => spec.plan(input(given), read, ctx),
    ready: async (plan, n, read, ctx) => (spec.ready ? spec.ready(memory(plan), n, read, ctx) : 'go'),
    receipt: (n, answer) => spec.receipt(n, answer),
    reconcile: async (plan, n, read, journal) => spec.reconcile(memory(plan), n, read, journal),
    verify: async (plan, read, ctx) => spec.verify(memory(plan), read, ctx),
    results: (plan, receipts, memo) => spec.results(memory(plan), receipts, memo),
    undo: (plan, receipts) => spec.undo(memory(plan), receipts),
    iam: (plan) => spec.iam(memory(plan)),
  };
}

/** @throws Failure `bad-input` */
export function defineCheck<I extends TSchema>(spec: CheckSpec<I>): Check {
  const input = inputOf(spec.meta.id, spec.input);
  return { ...spec, kind: 'check', read: async (given, read, ctx) => spec.read(input(given), read, ctx) };
}

/** @throws Failure `bad-input` */
export function defineSource<I extends TSchema>(spec: SourceSpec<I>): Source {
  const input = inputOf(spec.meta.id, spec.input);
  const choices: Source['choices'] = async (given, read) =>
    (await spec.choices(input(given), read)).slice(0, mostChoices);
  return { ...spec, kind: 'source', choices };
}

const nothing = {
  plan: {},
  changes: [],
  requests: [],
  targets: [],
  guarded: {},
  blastRadius: '',
  warnings: [],
  undo: '',
} as const;

export const refused = (refuse: string): Unasked => ({ ...nothing, refuse });
export const nothingToDo = (why: string): Unasked => ({ ...nothing, nothingToDo: why });
