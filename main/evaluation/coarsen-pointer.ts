/** A recording as if it had been watched through a remote desktop: events are seen at the ticks of a slow clock. */
import { KIND } from '../../contract/events.ts';
import type { Emit } from '../sensor/source.ts';

export interface CoarsePointer {
  readonly push: Emit;
  /** Hands on the movement that waits for another in its tick. */
  readonly flush: () => void;
}

/**
 * Puts every event at the next tick, and of the movements that follow each other within one tick hands on the last.
 * @param tickMs ms from tick to tick.
 */
export const coarsenPointer = (tickMs: number, emit: Emit): CoarsePointer => {
  const waiting = { is: false, timeMs: 0, x: 0, y: 0 };
  const flush = (): void => {
    if (!waiting.is) return;
    waiting.is = false;
    emit(waiting.timeMs, KIND.pointerMove, 0, waiting.x, waiting.y);
  };
  const push: Emit = (timeMs, kind, code, x, y) => {
    const tick = Math.ceil(timeMs / tickMs) * tickMs;
    if (kind !== KIND.pointerMove || tick !== waiting.timeMs) flush();
    if (kind !== KIND.pointerMove) {
      emit(tick, kind, code, x, y);
      return;
    }
    waiting.is = true;
    waiting.timeMs = tick;
    waiting.x = x;
    waiting.y = y;
  };
  return { push, flush };
};
