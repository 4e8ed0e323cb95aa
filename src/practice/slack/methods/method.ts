import type { JsonObject } from '#domain/json.ts';
import type { Args } from '../args.ts';
import type { Core } from '../core.ts';

/** A Web API method: its answer without `ok`. Throws Slack's errors. `host` is where the caller reached us. */
type Method = (core: Core, args: Args, host: string) => JsonObject;
export type Methods = Readonly<Record<string, Method>>;
