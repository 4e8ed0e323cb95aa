import { useCallback, useEffect, useState } from 'react';

const LIFE = 6000;

/** A sentence at the bottom of the page, for six seconds. */
export function useToast(): readonly [string | undefined, (text: string) => void] {
  const [toast, setToast] = useState<{ readonly text: string }>();
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(() => setToast(undefined), LIFE);
    return () => clearTimeout(timer);
  }, [toast]);
  const show = useCallback((text: string) => setToast({ text }), []);
  return [toast?.text, show];
}
