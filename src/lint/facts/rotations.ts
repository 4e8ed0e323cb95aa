const rotating = new Set(['ssm.rotate-parameter', 'secrets.rotate', 'secrets.put', 'secrets.promote']);

/** Whether an action gives a secret a new value. */
export const rotates = (action: string): boolean => rotating.has(action);
