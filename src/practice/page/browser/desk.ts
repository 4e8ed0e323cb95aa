import { createContext, useContext } from 'react';
import type { Shown } from '#practice/slack/core.ts';
import type { PageState } from '../state.ts';
import type { Doing } from './act.ts';

/** What every part of the page needs: what there is to see, and how to act on it as the chosen person. */
export interface Desk {
  readonly state: PageState;
  readonly as: string;
  readonly act: (doing: Doing) => Promise<Shown>;
  /** A sentence that goes away by itself. */
  readonly toast: (text: string) => void;
  readonly openThread: (ts: string | undefined) => void;
}

const DeskContext = createContext<Desk | undefined>(undefined);

export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('A part of the page stands outside of the desk.');
  return desk;
}
