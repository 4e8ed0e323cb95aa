/** Real milliseconds: at most one notice in this time. */
const every = 50;

export interface Notifier {
  /** Sends a notice soon; several calls may be one notice. */
  notify(): void;
  /** Resolves when nothing is left to send. */
  close(): Promise<void>;
}

export function createNotifier(send: () => Promise<unknown>): Notifier {
  let sending: Promise<void> | undefined;
  let more = false;
  const run = async () => {
    while (more) {
      more = false;
      // A notice that is lost with its connection is made good by the others' looking.
      await send().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, every).unref());
    }
    sending = undefined;
  };
  return {
    notify() {
      more = true;
      sending ??= run();
    },
    close: async () => sending,
  };
}
