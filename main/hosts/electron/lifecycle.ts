/** How the program ends: asked for by somebody who may, or told to by the system; in order and once either way. */
import type { LiveAgent } from '../../live/start-live.ts';

export interface Lifecycle {
  /** An end that was asked for. */
  readonly stop: (reason: string) => Promise<void>;
  /** One that nobody asked the agent for: it does what the policy says of that, and ends. */
  readonly interrupt: (by: string) => Promise<void>;
  readonly hasEnded: () => boolean;
}

/** @param closeWindows ends all that the host has put around the agent. */
export const createLifecycle = (
  { agent, stop }: Pick<LiveAgent, 'stop'> & { readonly agent: Pick<LiveAgent['agent'], 'interrupted'> },
  closeWindows: () => void,
): Lifecycle => {
  let ending: Promise<void> | null = null;
  let hasEnded = false;
  const end = async (reason: string, isAskedFor: boolean): Promise<void> => {
    try {
      if (!isAskedFor) await agent.interrupted(reason);
      closeWindows();
      await stop(reason);
    } finally {
      hasEnded = true;
    }
  };
  return {
    stop: (reason) => (ending ??= end(reason, true)),
    interrupt: (by) => (ending ??= end(by, false)),
    hasEnded: () => hasEnded,
  };
};
