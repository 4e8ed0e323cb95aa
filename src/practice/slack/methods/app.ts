import type { JsonObject } from '#domain/json.ts';
import type { Args } from '../args.ts';
import { checkBlocks, checkView } from '../blocks/check-blocks.ts';
import { isJsonObject, unfolded } from '../json-object.ts';
import { APP } from '../options.ts';
import { slackError } from '../slack-error.ts';
import type { Methods } from './method.ts';

function problemsOf(args: Args) {
  const [view, message, blocks] = [unfolded(args['view']), unfolded(args['message']), unfolded(args['blocks'])];
  if (view !== undefined) return checkView(view);
  if (isJsonObject(message)) return checkBlocks(message['blocks'], 'message', '/blocks');
  if (blocks !== undefined) return checkBlocks(blocks, 'message', '/blocks');
  throw slackError('invalid_arguments');
}

function validate(args: Args): JsonObject {
  const problems = problemsOf(args);
  if (problems.length === 0) return {};
  const errors = problems.map(({ pointer, message }) => ({ pointer, code: 'invalid', message }));
  return { ok: false, error: 'invalid_blocks', errors };
}

export const appMethods: Methods = {
  'api.test': () => ({}),
  'auth.test': ({ workspace: { options } }, _, host) => ({
    url: `http://${host}/`,
    team: options.team.name,
    team_id: options.team.id,
    user: APP.name,
    user_id: APP.userId,
    bot_id: APP.botId,
    is_enterprise_install: false,
  }),
  'apps.connections.open': ({ connections }, _, host) => ({ url: connections.admit(host) }),
  'blocks.validate': (_, args) => validate(args),
};
