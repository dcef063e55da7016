/** The agent's last verdicts, as they come. */
import { useEffect, useRef, useState } from 'react';
import type { Verdict } from '../../contract/verdict.ts';
import { usePush } from '../bridge/use-push.ts';

export interface SeenVerdict {
  /** Milliseconds since 1970, when it came. */
  readonly at: number;
  readonly verdict: Verdict;
}

/** At most `keep`, oldest first; shown anew no more often than every `everyMs`, however fast they come. */
export const useVerdicts = (keep: number, everyMs: number): readonly SeenVerdict[] => {
  const waiting = useRef<SeenVerdict[]>([]);
  const [seen, setSeen] = useState<readonly SeenVerdict[]>([]);
  usePush('verdict', (verdict) => {
    waiting.current.push({ at: Date.now(), verdict });
    if (waiting.current.length > keep) waiting.current.shift();
  });
  useEffect(() => {
    const timer = setInterval(() => {
      const fresh = waiting.current;
      if (fresh.length === 0) return;
      waiting.current = [];
      setSeen((before) => [...before, ...fresh].slice(-keep));
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [keep, everyMs]);
  return seen;
};
