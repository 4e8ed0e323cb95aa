import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../../account.ts';
import type { Task } from '../../ecs/model.ts';
import { seconds } from '../../ecs/show-service.ts';
import { isProtected } from '../../ecs/tasks.ts';

export const showProtection = (account: Account, task: Task): JsonObject => ({
  taskArn: task.arn,
  protectionEnabled: isProtected(account, task),
  ...(isProtected(account, task) && { expirationDate: seconds(task.protectedUntil ?? 0) }),
});
