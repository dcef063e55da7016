/** The right to read the log: got by a proof of identity, and lost when it is not used for a while. */
import { useCallback, useState } from 'react';
import { CodedError, type Result } from '../../../contract/result.ts';
import type { Problem } from '../../bridge/problem.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { holderFor } from '../../identify/holder.ts';
import type { AskPage } from './use-records.ts';

export interface Reader {
  /** Null: the log was never open. */
  readonly opened: { readonly reader: string; readonly kinds: readonly string[] } | null;
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  readonly problem: Problem | null;
  readonly open: () => Promise<void>;
  readonly ask: AskPage;
  /** To be told of every answer to a call with the reader's token. */
  readonly note: (answer: Result<unknown>) => void;
}

export const useReader = (): Reader => {
  const { calls } = useBridge();
  const { act, isBusy, problem } = useAct('audit.open');
  const [opened, setOpened] = useState<Reader['opened']>(null);
  const [isOpen, setOpen] = useState(false);

  const open = useCallback(async () => {
    const answer = await act({});
    if (!answer.ok) return;
    setOpened(answer.value);
    setOpen(true);
  }, [act]);
  const note = useCallback((answer: Result<unknown>) => {
    if (!answer.ok && holderFor(answer.code) !== null) setOpen(false);
  }, []);
  const token = opened?.reader ?? '';
  const ask: AskPage = useCallback(
    async (filter, span) => {
      const answer = await calls['audit.query']({ reader: token, filter, ...span });
      note(answer);
      if (!answer.ok) throw new CodedError(answer.code, answer.message);
      return answer.value;
    },
    [calls, token, note],
  );
  return { opened, isOpen, isBusy, problem, open, ask, note };
};
