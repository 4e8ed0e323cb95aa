import { createContext, useContext } from 'react';
import type { Shown } from '#practice/slack/core.ts';
import type { Sight } from '#practice/slack/sight.ts';
import type { PageState } from '../state.ts';
import type { Doing } from './act.ts';

/** What the chosen person sees in Slack, and how to act as that person. Changes only when Slack does. */
export interface Desk {
  readonly slack: Sight;
  readonly as: string;
  readonly act: (doing: Doing) => Promise<Shown>;
  /** A sentence that goes away by itself. */
  readonly toast: (text: string) => void;
  readonly openThread: (ts: string | undefined) => void;
}

/** What changes all the time: the cluster, the clock, the bot. */
export type Live = Omit<PageState, 'slack'>;

const DeskContext = createContext<Desk | undefined>(undefined);
const LiveContext = createContext<Live | undefined>(undefined);

export const DeskProvider = DeskContext.Provider;
export const LiveProvider = LiveContext.Provider;

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A part of the page stands outside of it.');
  return value;
}

export const useDesk = (): Desk => present(useContext(DeskContext));
export const useLive = (): Live => present(useContext(LiveContext));
