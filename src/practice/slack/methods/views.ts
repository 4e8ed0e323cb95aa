import type { JsonObject } from '#domain/json.ts';
import type { Core } from '../core.ts';
import { findModal, modalJson, openModal, pushModal, replaceModal } from '../modals.ts';
import type { Modal } from '../workspace.ts';
import type { Methods } from './method.ts';

const answer = ({ workspace }: Core, modal: Modal): JsonObject => ({ view: modalJson(workspace, modal) });

export const viewMethods: Methods = {
  'views.open': (core, args) =>
    answer(core, openModal(core.workspace, core.workspace.triggers.redeem(args['trigger_id']), args['view'])),
  'views.push': (core, args) =>
    answer(core, pushModal(core.workspace, core.workspace.triggers.redeem(args['trigger_id']), args['view'])),
  'views.update': (core, args) => {
    const modal = findModal(core.workspace, { id: args['view_id'], externalId: args['external_id'] });
    return answer(core, replaceModal(core.workspace, modal, args['view'], args['hash']));
  },
};
