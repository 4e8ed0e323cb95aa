import type { JsonObject } from '#domain/json.ts';
import type { Args } from '../args.ts';
import type { Core } from '../core.ts';
import { findModal, modalJson, openModal, publishHome, pushModal, readView, replaceModal } from '../modals.ts';
import { findPerson } from '../places.ts';
import type { Modal } from '../workspace.ts';
import type { Methods } from './method.ts';

const answer = ({ workspace }: Core, modal: Modal): JsonObject => ({ view: modalJson(workspace, modal) });

/** The view is read first: one that is refused does not use up the trigger. */
function onTop(core: Core, args: Args, show: typeof openModal): JsonObject {
  const view = readView(args['view']);
  return answer(core, show(core.workspace, core.workspace.triggers.redeem(args['trigger_id']), view));
}

export const viewMethods: Methods = {
  'views.open': (core, args) => onTop(core, args, openModal),
  'views.push': (core, args) => onTop(core, args, pushModal),
  'views.publish': (core, args) => {
    const { id } = findPerson(core.workspace.options, args['user_id']);
    return answer(core, publishHome(core.workspace, id, readView(args['view'], 'home'), args['hash']));
  },
  'views.update': (core, args) => {
    const modal = findModal(core.workspace, { id: args['view_id'], externalId: args['external_id'] });
    return answer(core, replaceModal(core.workspace, modal, readView(args['view']), args['hash']));
  },
};
