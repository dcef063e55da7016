/** Does something by a call, and asks for the proof of identity that the agent wants for it. */
import { useCallback, useState } from 'react';
import { err, type Result } from '../../contract/result.ts';
import type { PageArgs, PageCall, PageResult } from '../../contract/windows.ts';
import { useIdentify } from '../identify/identify-context.tsx';
import { useBridge } from './bridge-context.tsx';
import { problemIn, problemOf, type Problem } from './problem.ts';

export interface Act<N extends PageCall> {
  /** Resolves to the answer; code `interrupted` when the person did not want to prove who they are. */
  readonly act: (args: PageArgs<N>) => Promise<Result<PageResult<N>>>;
  readonly isBusy: boolean;
  /** Of the last time; null when it went well or was called off. */
  readonly problem: Problem | null;
  readonly forgetProblem: () => void;
}

export const useAct = <N extends PageCall>(name: N): Act<N> => {
  const { calls } = useBridge();
  const identify = useIdentify();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const act = useCallback(
    async (args: PageArgs<N>): Promise<Result<PageResult<N>>> => {
      setBusy(true);
      setProblem(null);
      try {
        const first = await calls[name](args);
        const answer: Result<PageResult<N>> = await identify(first, (grant) => calls[name]({ ...args, grant }));
        if (!answer.ok && answer.code !== 'interrupted') setProblem(problemIn(answer));
        return answer;
      } catch (cause) {
        const found = problemOf(cause);
        setProblem(found);
        return err(found.code, found.message);
      } finally {
        setBusy(false);
      }
    },
    [calls, identify, name],
  );
  const forgetProblem = useCallback(() => {
    setProblem(null);
  }, []);
  return { act, isBusy, problem, forgetProblem };
};
