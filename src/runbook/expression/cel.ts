import { Environment } from '@marcbachmann/cel-js';

/** Of one expression. */
const limits = { maxAstNodes: 300, maxDepth: 40, maxListElements: 200, maxMapEntries: 100 };

/**
 * CEL (https://cel.dev) in which whole and decimal numbers mix, as they do in JSON and YAML.
 * @param options `unlistedVariablesAreDyn` for running, where JSON says what a value is; without it for checking, where every name is declared
 */
export function celEnvironment(options: { readonly unlistedVariablesAreDyn: boolean }): Environment {
  const environment = new Environment({
    ...options,
    homogeneousAggregateLiterals: !options.unlistedVariablesAreDyn,
    limits,
  });
  for (const [operator, compute] of arithmetic) {
    const mixed = (a: bigint | number, b: bigint | number): number => compute(Number(a), Number(b));
    environment.registerOperator(`int ${operator} double: double`, mixed);
    environment.registerOperator(`double ${operator} int: double`, mixed);
  }
  if (!options.unlistedVariablesAreDyn)
    environment.registerOperator('int == double', (a: bigint, b: number) => Number(a) === b);
  return environment;
}

const arithmetic: readonly (readonly [string, (a: number, b: number) => number])[] = [
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
];
