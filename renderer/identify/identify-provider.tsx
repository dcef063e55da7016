/** Opens the dialog when a call needs a proof, and hands its grant back to the call. */
import { useCallback, useRef, useState, type ReactNode } from 'react';
import { err, type Result } from '../../contract/result.ts';
import { IdentifyContextProvider, type Identify } from './identify-context.tsx';
import { IdentifyDialog } from './identify-dialog.tsx';
import { holderFor, type Holder } from './holder.ts';
import { useFocusReturn } from './use-focus-return.ts';

interface Wanted {
  readonly holder: Holder;
  readonly settle: (grant: string | null) => void;
}

export const IdentifyProvider = ({ children }: { readonly children: ReactNode }) => {
  const [wanted, setWanted] = useState<Wanted | null>(null);
  /** One dialog at a time; what comes meanwhile waits for it. */
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const returnFocus = useFocusReturn();

  const ask = useCallback((holder: Holder): Promise<string | null> => {
    const next = queue.current.then(
      () =>
        new Promise<string | null>((resolve) => {
          setWanted({
            holder,
            settle: (grant) => {
              setWanted(null);
              resolve(grant);
            },
          });
        }),
    );
    queue.current = next;
    return next;
  }, []);

  const identify: Identify = useCallback(
    async <T,>(answer: Result<T>, again: (grant: string) => Promise<Result<T>>): Promise<Result<T>> => {
      const holder = answer.ok ? null : holderFor(answer.code);
      if (holder === null) return answer;
      const grant = await ask(holder);
      try {
        return grant === null ? err('interrupted', 'It was called off.') : await again(grant);
      } finally {
        returnFocus();
      }
    },
    [ask, returnFocus],
  );

  return (
    <IdentifyContextProvider value={identify}>
      {children}
      {wanted !== null && <IdentifyDialog holder={wanted.holder} onSettled={wanted.settle} />}
    </IdentifyContextProvider>
  );
};
