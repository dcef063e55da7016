/** The system's input hook (libuiohook). The only file that loads it, and only once the source is started. */
import type { UiohookKeyboardEvent, UiohookMouseEvent, UiohookWheelEvent, uIOhook } from 'uiohook-napi';
import { KIND } from '../../contract/events.ts';
import { err, ok } from '../../contract/result.ts';
import type { Emit, Source } from './source.ts';

type HookEvent = UiohookKeyboardEvent | UiohookMouseEvent | UiohookWheelEvent;

/** `EventType` of uiohook-napi, repeated because its enum would load the native library. */
const EVENT = { keyDown: 4, keyUp: 5, buttonDown: 7, buttonUp: 8, pointerMove: 9, wheel: 11 } as const;

/** Milliseconds in one tick of `event.time`: nanoseconds on macOS, milliseconds of the X server, `GetTickCount`. */
const tickMs = (platform: NodeJS.Platform): number => (platform === 'darwin' ? 1e-6 : 1);

const LOAD_ADVICE =
  process.platform === 'linux' ? ' Install the libraries libx11-6, libxtst6, libxt6 and libxrandr2.' : '';

const emitHookEvent = (event: HookEvent, ms: number, emit: Emit): void => {
  const time = event.time * ms;
  // Numbers of a native enum: a click (6) repeats what the release said and falls through.
  const type: number = event.type;
  if ('keycode' in event) {
    emit(time, type === EVENT.keyDown ? KIND.keyDown : KIND.keyUp, event.keycode, 0, 0);
  } else if ('rotation' in event) {
    emit(time, KIND.wheel, event.rotation, event.x, event.y);
  } else if (type === EVENT.pointerMove) {
    emit(time, KIND.pointerMove, 0, event.x, event.y);
  } else if (type === EVENT.buttonDown || type === EVENT.buttonUp) {
    const button = typeof event.button === 'number' ? event.button : 0;
    emit(time, type === EVENT.buttonDown ? KIND.buttonDown : KIND.buttonUp, button, event.x, event.y);
  }
};

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Times are the system's own for each event, never those of its arrival: a quiet X server may hold events back for
 * 0.6 s. Run it in a process of its own: when its display dies, the library ends the process.
 */
export const createUiohookSource = (platform: NodeJS.Platform): Source => {
  let stop = (): void => undefined;
  return {
    start: async (emit, ended) => {
      let hook: typeof uIOhook;
      try {
        hook = (await import('uiohook-napi')).uIOhook;
      } catch (error) {
        return err('sensor-unavailable', `The input hook cannot be loaded: ${message(error)}.${LOAD_ADVICE}`);
      }
      const ms = tickMs(platform);
      // What a listener throws aborts the process, past any handler.
      const listener = (event: HookEvent): void => {
        try {
          emitHookEvent(event, ms, emit);
        } catch (error) {
          hook.off('input', listener);
          ended(err('internal', `The sensor failed on an event: ${message(error)}`));
        }
      };
      hook.on('input', listener);
      stop = () => {
        stop = () => undefined;
        hook.off('input', listener);
        hook.stop();
      };
      try {
        hook.start();
      } catch (error) {
        stop = () => undefined;
        const advice =
          platform === 'darwin' ? ' Allow the agent in System Settings, Privacy & Security, Accessibility.' : '';
        return err('sensor-unavailable', `The input hook does not start: ${message(error)}.${advice}`);
      }
      return ok(null);
    },
    stop: () => {
      stop();
      return Promise.resolve();
    },
  };
};
