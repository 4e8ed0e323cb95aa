const second = 1_000;
/** Real milliseconds between two looks at a running clock; what was missed is caught up. */
const beat = 50;

export interface Clock {
  /** Simulated time, epoch milliseconds. */
  now(): number;
  /** Simulated seconds that pass in one real second; 0 while it stands still. */
  scale(): number;
  setScale(scale: number): void;
  /** Moves simulated time on by `ms` and runs every tick on the way before it returns. */
  advance(ms: number): void;
  /** Runs the ticks that are due, so that what is read next is as of `now()`. */
  catchUp(): void;
  /** Called once per simulated second, in order, with that second's time. Returns how to stop listening. */
  onTick(listener: (now: number) => void): () => void;
  /** Lets the process end: no tick comes by itself any more. */
  stop(): void;
}

export interface ClockOptions {
  /** `manual` stands still until it is advanced, `real` runs as we do, `scaled` runs `scale` times as fast. */
  readonly mode: 'manual' | 'scaled' | 'real';
  readonly scale?: number;
  /** Where simulated time begins, epoch milliseconds; by default the real time. */
  readonly start?: number;
}

const scales = { manual: () => 0, real: () => 1, scaled: (scale = 1) => scale };

export function createClock({ mode, scale: given, start = Date.now() }: ClockOptions): Clock {
  const listeners = new Set<(now: number) => void>();
  let scale = scales[mode](given);
  let base = start;
  let since = performance.now();
  let ticked = start;
  let timer: NodeJS.Timeout | undefined;

  const now = () => Math.floor(base + (performance.now() - since) * scale);
  const rebase = (time: number) => {
    base = time;
    since = performance.now();
  };
  const catchUp = () => {
    const due = now();
    while (ticked + second <= due) {
      ticked += second;
      for (const listener of listeners) listener(ticked);
    }
  };
  const run = () => {
    clearInterval(timer);
    timer = scale > 0 ? setInterval(catchUp, beat) : undefined;
  };
  run();

  return {
    now,
    scale: () => scale,
    setScale(next) {
      rebase(now());
      scale = next;
      run();
    },
    advance(ms) {
      rebase(now() + ms);
      catchUp();
    },
    catchUp,
    onTick(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => clearInterval(timer),
  };
}
