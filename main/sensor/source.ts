/** Where events come from: the system's input hook, or a recording. */
import type { KindNumber } from '../../contract/events.ts';
import type { Result } from '../../contract/result.ts';

/**
 * Takes one event as separate arguments, so that the hot path allocates nothing. Fields as in `SourceEvent`:
 * `timeMs` on the source's own clock, `code` a libuiohook key code, a button or a wheel rotation, `x` and `y` pixels.
 */
export type Emit = (timeMs: number, kind: KindNumber, code: number, x: number, y: number) => void;

export interface Source {
  /**
   * Begins to emit. The result says whether events will come; `ended` is called at most once, when they stop coming
   * by themselves (a recording is over, or what feeds the source failed).
   */
  readonly start: (emit: Emit, ended: (outcome: Result<null>) => void) => Promise<Result<null>>;
  /** After it resolves nothing is emitted any more. */
  readonly stop: () => Promise<void>;
}
