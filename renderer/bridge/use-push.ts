/** Listens to what the agent tells by itself. */
import { useEffect, useRef } from 'react';
import type { PushBody, PushName } from '../../contract/ipc.ts';
import { useBridge } from './bridge-context.tsx';

export const usePush = <N extends PushName>(name: N, listener: (body: PushBody<N>) => void): void => {
  const { subscribe } = useBridge();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(
    () =>
      subscribe((pushed: PushName, body) => {
        if (pushed === name) latest.current(body as unknown as PushBody<N>);
      }),
    [subscribe, name],
  );
};
