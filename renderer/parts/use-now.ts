/** The clock, for what tells how long ago something was. */
import { useEffect, useState } from 'react';

/** Milliseconds since 1970, moving on so often; only the part that asks is shown anew. */
export const useNow = (everyMs: number): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [everyMs]);
  return now;
};
