/** Asks the agent something and shows what it answers, kept until it is asked for anew. */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { type CodedError, unwrap } from '../../contract/result.ts';
import type { PageArgs, PageCall, PageResult } from '../../contract/windows.ts';
import { problemOf, type Problem } from './problem.ts';
import { useBridge } from './bridge-context.tsx';

export interface Answer<T> {
  readonly value: T | undefined;
  /** Why there is none, or why it is not the newest. */
  readonly problem: Problem | null;
  readonly isLoading: boolean;
  readonly refresh: () => Promise<void>;
}

export interface AskOptions {
  /** Asked again so often; default: only when told to. */
  readonly everyMs?: number;
  /** Default true. */
  readonly enabled?: boolean;
}

export const useAnswer = <N extends PageCall>(
  name: N,
  args: PageArgs<N>,
  { everyMs, enabled = true }: AskOptions = {},
): Answer<PageResult<N>> => {
  const { calls } = useBridge();
  const found = useQuery<PageResult<N>, CodedError>({
    queryKey: [name, args],
    queryFn: async () => unwrap(await calls[name](args)),
    placeholderData: keepPreviousData,
    enabled,
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
  });
  return {
    value: found.data,
    problem: found.error === null ? null : problemOf(found.error),
    isLoading: found.isPending && enabled,
    refresh: async () => {
      await found.refetch();
    },
  };
};

/** Has every answer to these calls asked for anew, wherever it is shown. */
export const useForget = (): ((...names: PageCall[]) => Promise<void>) => {
  const client = useQueryClient();
  return async (...names) => {
    await Promise.all(names.map((name) => client.invalidateQueries({ queryKey: [name] })));
  };
};
