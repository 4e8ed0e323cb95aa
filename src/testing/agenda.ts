/** What somebody outside of the run will do at a later time. */
export interface Agenda {
  add(at: number, act: () => Promise<unknown>): void;
  /** Epoch milliseconds; infinite if there is nothing. */
  nextDue(): number;
  /** Does what is due; false if nothing was. */
  doDue(now: number): Promise<boolean>;
}

export function createAgenda(): Agenda {
  let open: readonly { readonly at: number; readonly act: () => Promise<unknown> }[] = [];
  return {
    add: (at, act) => {
      open = [...open, { at, act }];
    },
    nextDue: () => Math.min(...open.map(({ at }) => at)),
    async doDue(now) {
      const due = open.filter(({ at }) => at <= now);
      open = open.filter(({ at }) => at > now);
      for (const { act } of due) await act();
      return due.length > 0;
    },
  };
}
