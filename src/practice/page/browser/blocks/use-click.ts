import { useState } from 'react';
import type { Selected } from '#practice/slack/state-values.ts';
import { useDesk } from '../desk.ts';
import type { Part, Target } from './types.ts';

export interface Clicking {
  readonly click: (selected?: Selected) => Promise<void>;
  readonly isBusy: boolean;
  /** What went wrong the last time, for the warning triangle. */
  readonly failure: string | undefined;
}

/** Clicks this element of this block. */
export function useClick(target: Target, blockId: string, element: Part): Clicking {
  const { act, toast, as } = useDesk();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const click = async (selected: Selected = null): Promise<void> => {
    setBusy(true);
    const shown = await act({ do: 'click', as, ...target, blockId, actionId: element['action_id'], selected });
    setBusy(false);
    const error = shown.ok ? undefined : 'error' in shown ? shown.error : Object.values(shown.errors).join(' ');
    setFailure(error);
    if (error) toast(error);
  };
  return { click, isBusy, failure };
}
