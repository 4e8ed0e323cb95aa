const rolling = new Set(['ecs.restart-service', 'ecs.deploy', 'ecs.rollback']);

/** Whether an action puts new tasks in the place of a service's old ones. */
export const replacesTasks = (action: string): boolean => rolling.has(action);
