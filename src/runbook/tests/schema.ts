import type { JsonObject } from '#domain/json.ts';
import { tests } from './shape.ts';

/** The JSON Schema with which editors check and complete tests of runbooks. Whether a name stands for anything is said by the linter. */
export const testSchema = (): JsonObject => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...(JSON.parse(JSON.stringify(tests.schema)) as JsonObject),
  title: 'Tests of a Stepward runbook',
});
