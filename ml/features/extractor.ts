/** Routes the events of a batch to the keyboard and the pointer windows. */
import { KIND, type EventBatch } from '../../contract/events.ts';
import { createKeyboardWindows, type KeyboardWindowOptions } from './keyboard-windows.ts';
import { createPointerWindows, type PointerWindowOptions } from './pointer-windows.ts';
import type { FeatureWindow } from './window.ts';

export interface ExtractorOptions {
  readonly keyboard?: KeyboardWindowOptions;
  readonly pointer?: PointerWindowOptions;
}

export interface Extractor {
  /** Takes a batch; `emit` is called for every window it fills, before `push` returns. */
  push(batch: EventBatch): void;
  /** Discards the windows begun: after a lock, a coverage gap, a change of user. */
  reset(): void;
  /** Keystrokes, pointer movements and wheel bursts completed so far. */
  readonly actions: number;
}

export const createExtractor = (options: ExtractorOptions, emit: (window: FeatureWindow) => void): Extractor => {
  const keyboard = createKeyboardWindows(options.keyboard ?? {}, emit);
  const pointer = createPointerWindows(options.pointer ?? {}, emit);

  const push = ({ count, t, kind, slot, keyClass, x, y }: EventBatch): void => {
    for (let i = 0; i < count; i += 1) {
      const time = t[i] ?? 0;
      const what = kind[i] ?? 0;
      if (what <= KIND.keyUp) keyboard.key(time, what, slot[i] ?? 0, keyClass[i] ?? 0);
      else if (what === KIND.pointerMove) pointer.move(time, x[i] ?? 0, y[i] ?? 0);
      else if (what === KIND.wheel) pointer.wheel(time);
      else pointer.button(time, what, slot[i] ?? 0, x[i] ?? 0, y[i] ?? 0);
    }
  };

  return {
    push,
    reset: () => {
      keyboard.reset();
      pointer.reset();
    },
    get actions() {
      return keyboard.actions + pointer.actions;
    },
  };
};
