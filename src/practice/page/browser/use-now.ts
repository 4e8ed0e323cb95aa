import { useEffect, useState } from 'react';
import { useLive } from './desk.ts';

const BEAT = 250;

/** Simulated time in epoch milliseconds, going on between two readings of the server. */
export function useNow(): number {
  const { clock } = useLive();
  const [now, setNow] = useState(clock.now);
  useEffect(() => {
    const readAt = performance.now();
    const tick = (): void => setNow(clock.now + (performance.now() - readAt) * clock.scale);
    tick();
    const timer = setInterval(tick, BEAT);
    return () => clearInterval(timer);
  }, [clock.now, clock.scale]);
  return now;
}
