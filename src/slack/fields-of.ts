import type { Input } from '#domain/runbook.ts';
import type { Engine } from '#engine/api.ts';

/** What the manual step behind a button wants to know. */
export async function fieldsOf(engine: Pick<Engine, 'view'>, value: string): Promise<readonly Input[]> {
  const [run = ''] = value.split('.', 1);
  const card = (await engine.view(run))?.cards.find((each) => each.kind === 'manual' && each.value === value);
  return card?.kind === 'manual' ? card.fields : [];
}
