import type { ApprovalCard } from '#domain/card-view.ts';
import type { Engine } from '#engine/api.ts';
import type { Reviewed } from './views/review.ts';

const isOpen =
  (value: string) => (card: { readonly kind: string; readonly value: string; readonly closed?: unknown }) =>
    card.kind === 'approval' && card.value === value && !card.closed;

/** The open approval that a button names, with everything that its form shows. */
export async function findAsk(engine: Pick<Engine, 'view' | 'fullPlan'>, value: string): Promise<Reviewed | undefined> {
  const [id = '', ask = ''] = value.split('.', 2);
  const [run, plan] = await Promise.all([engine.view(id), engine.fullPlan(id, ask)]);
  const card = run?.cards.find((each): each is ApprovalCard => isOpen(value)(each));
  return run && plan && card ? { run, card, plan } : undefined;
}
