/** Measures how long something is valid, by two clocks. */

export interface Clocks {
  /** Milliseconds since 1970; somebody may set it. */
  readonly now: () => number;
  /** Milliseconds on a clock that nobody can set, and that may stand still while the machine sleeps. */
  readonly monotonicMs: () => number;
}

/**
 * Milliseconds since it was started, by the clock that says more: one set back makes nothing valid for longer, and
 * neither does sleep.
 */
export const startStopwatch = ({ now, monotonicMs }: Clocks): (() => number) => {
  const startedAt = now();
  const startedMs = monotonicMs();
  return () => Math.max(now() - startedAt, monotonicMs() - startedMs);
};
