/** Wakes a sleeper early; a ring while nobody sleeps is kept for the next one, so that none is missed. */
export function makeBell() {
  let rung = false;
  let wake: () => void = () => {};
  return {
    ring: (): void => {
      rung = true;
      wake();
    },
    wait: async (ms: number): Promise<void> => {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rung = false;
    },
  };
}
