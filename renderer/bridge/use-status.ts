/** The agent's state, kept up to date by its pushes. One for the whole page: see StatusProvider. */
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useRef } from 'react';
import type { Status } from '../../contract/ipc.ts';
import { useAnswer, type Answer } from './use-answer.ts';
import { usePush } from './use-push.ts';

/** Counts of events grow without a push. */
const REFRESH_MS = 5_000;
/** Numbers that only grow a little are drawn so often, however often they are told: nobody reads them faster. */
const DRAW_MS = 1_000;

/** What somebody must see at once. */
const isNews = (shown: Status | undefined, pushed: Status): boolean =>
  shown?.state !== pushed.state ||
  shown.mode !== pushed.mode ||
  shown.prompt?.id !== pushed.prompt?.id ||
  shown.prompt?.attemptsLeft !== pushed.prompt?.attemptsLeft ||
  shown.pausedUntil !== pushed.pausedUntil ||
  shown.warnings.length !== pushed.warnings.length;

export const useFollowedStatus = (): Answer<Status> => {
  const client = useQueryClient();
  const waiting = useRef<{ status: Status; timer: ReturnType<typeof setTimeout> } | null>(null);
  const asked = useAnswer('status', {}, { everyMs: REFRESH_MS });

  const show = (status: Status): void => {
    client.setQueryData(['status', {}], status);
  };
  usePush('status', (status) => {
    if (isNews(asked.value, status)) {
      if (waiting.current !== null) clearTimeout(waiting.current.timer);
      waiting.current = null;
      show(status);
    } else if (waiting.current !== null) {
      waiting.current.status = status;
    } else {
      const timer = setTimeout(() => {
        const held = waiting.current;
        waiting.current = null;
        if (held !== null) show(held.status);
      }, DRAW_MS);
      waiting.current = { status, timer };
    }
  });
  useEffect(
    () => () => {
      if (waiting.current !== null) clearTimeout(waiting.current.timer);
    },
    [],
  );
  return asked;
};

export const StatusContext = createContext<Answer<Status> | null>(null);

export const useStatus = (): Answer<Status> => {
  const status = useContext(StatusContext);
  if (status === null) throw new Error('there is no StatusContext above this part');
  return status;
};
