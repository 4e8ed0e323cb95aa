/** Everything of an ARN before its resource: `arn:aws:ecs:us-east-1:111122223333`. */
export const accountOf = (arn: string): string => arn.split(':').slice(0, 5).join(':');

/** `kafka:7` of the ARN of a task definition, or of what names one already. */
export function familyAndRevision(name: string): { readonly family: string; readonly revision: number } {
  const [family = '', revision] = name.slice(name.lastIndexOf('/') + 1).split(':');
  return { family, revision: Number(revision ?? Number.NaN) };
}
