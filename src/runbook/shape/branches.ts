import type { ErrorObject } from 'ajv';

/**
 * Ajv reports every branch of a union and then the union itself. Of these only the branch is kept whose type the value has;
 * where no branch or several have it, only the union is.
 */
export const ownBranches = (errors: readonly ErrorObject[]): readonly ErrorObject[] =>
  errors.filter(isUnion).reduce(keepBranch, errors);

const isUnion = ({ keyword }: ErrorObject): boolean => keyword === 'anyOf' || keyword === 'oneOf';

function keepBranch(errors: readonly ErrorObject[], union: ErrorObject): readonly ErrorObject[] {
  const inside = errors.filter((error) => isInside(error, union));
  const misfits = new Set(inside.filter((error) => saysType(error, union)).map((error) => branchOf(error, union)));
  const fitting = inside.filter((error) => !misfits.has(branchOf(error, union)));
  const isOne = new Set(fitting.map((error) => branchOf(error, union))).size === 1;
  return errors.filter((error) =>
    isOne ? error !== union && (!inside.includes(error) || fitting.includes(error)) : !inside.includes(error),
  );
}

const isInside = (error: ErrorObject, union: ErrorObject): boolean =>
  error.schemaPath.startsWith(`${union.schemaPath}/`) &&
  (error.instancePath === union.instancePath || error.instancePath.startsWith(`${union.instancePath}/`));

const saysType = (error: ErrorObject, union: ErrorObject): boolean =>
  error.keyword === 'type' && error.instancePath === union.instancePath;

const branchOf = (error: ErrorObject, union: ErrorObject): string =>
  error.schemaPath.slice(union.schemaPath.length + 1).split('/', 1)[0] ?? '';
