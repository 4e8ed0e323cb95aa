import { Failure } from '#domain/failure.ts';
import type { Engine, Form } from '#engine/api.ts';
import { usage } from '../command.ts';
import { askInputs, askReason } from './ask-inputs.ts';

export interface Wanted {
  readonly runbook: string;
  readonly environment?: string;
  /** Id of who starts it. */
  readonly by: string;
  /** `name=value`, as typed. */
  readonly inputs: readonly string[];
  readonly reason?: string;
  /** Whether what is missing may be asked. */
  readonly interactive: boolean;
}

function given(inputs: readonly string[], { inputs: known }: Form): Readonly<Record<string, unknown>> {
  const pairs = inputs.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw usage(`"${text}" is not an input like name=value.`);
    const name = text.slice(0, at);
    const value = text.slice(at + 1);
    const isList = known.some((input) => input.name === name && input.type === 'array');
    return [name, isList ? value.split(',') : value] as const;
  });
  return Object.fromEntries(pairs);
}

/** Starts the run as a form would; what the form would refuse is a mistake on the command line. Returns the run's id. */
export async function start(engine: Pick<Engine, 'form' | 'start'>, wanted: Wanted): Promise<string> {
  const { runbook, by, interactive } = wanted;
  const form = await engine.form(by, undefined, runbook);
  if ('refused' in form) throw new Failure('refused', 'may-not-start', form.refused);
  const typed = given(wanted.inputs, form);
  const inputs = interactive ? await askInputs(form.inputs, typed) : typed;
  const reason = wanted.reason ?? (interactive ? await askReason() : '');
  const environment = wanted.environment ?? form.environment.id;
  const request = {
    runbook,
    environment,
    inputs,
    reason,
    by,
    surface: 'terminal',
    startKey: crypto.randomUUID(),
  } as const;
  const started = await engine.start(request);
  if ('run' in started) return started.run;
  throw usage(started.problems.map(({ name, message }) => (name === '' ? message : `${name}: ${message}`)).join('\n'));
}
