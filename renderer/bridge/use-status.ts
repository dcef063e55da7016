/** The agent's state, kept up to date by its pushes. One for the whole page: see StatusProvider. */
import { createContext, useContext, useEffect, useState } from 'react';
import type { Status } from '../../contract/ipc.ts';
import { useAnswer, type Answer } from './use-answer.ts';
import { usePush } from './use-push.ts';

/** Counts of events grow without a push. */
const REFRESH_MS = 5_000;

export const useFollowedStatus = (): Answer<Status> => {
  const asked = useAnswer('status', {}, { everyMs: REFRESH_MS });
  const [pushed, setPushed] = useState<Status | undefined>(undefined);
  usePush('status', setPushed);
  useEffect(() => {
    setPushed(undefined);
  }, [asked.value]);
  return { ...asked, value: pushed ?? asked.value };
};

export const StatusContext = createContext<Answer<Status> | null>(null);

export const useStatus = (): Answer<Status> => {
  const status = useContext(StatusContext);
  if (status === null) throw new Error('there is no StatusContext above this part');
  return status;
};
