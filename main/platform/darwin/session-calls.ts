/** The calls of macOS that its adapter uses. */
import { type Result, err, ok } from '../../../contract/result.ts';
import { bindNative } from '../native-library.ts';

/**
 * Not public, but what the lock in the Apple menu calls; Chromium lists the same signature. macOS has no public call
 * that locks at once whatever the user's screen-saver settings are.
 */
const LOGIN_FRAMEWORK = '/System/Library/PrivateFrameworks/login.framework/Versions/Current/login';
const CORE_GRAPHICS = '/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics';

/** `kCGEventSourceStateCombinedSessionState` and `kCGAnyInputEventType`. */
const COMBINED_SESSION_STATE = 0;
const ANY_INPUT_EVENT = 0xffffffff;

export interface SessionCalls {
  /** `OSStatus`: 0 is `noErr`. */
  readonly lockScreenImmediate: () => number;
  readonly secondsSinceLastInput: () => number;
}

/** Fails with `internal` on any other system, and on a macOS without these functions. */
export const loadSessionCalls = async (): Promise<Result<SessionCalls>> => {
  const login = await bindNative(LOGIN_FRAMEWORK, { lock: 'int SACLockScreenImmediate()' });
  const graphics = await bindNative(CORE_GRAPHICS, {
    idle: 'double CGEventSourceSecondsSinceLastEventType(int32_t state, uint32_t type)',
  });
  if (!login.ok) return err('internal', login.message);
  return ok({
    lockScreenImmediate: () => Number(login.value.lock()),
    // Locking must not depend on it: without CoreGraphics the idle time is merely unknown.
    secondsSinceLastInput: () =>
      graphics.ok ? Number(graphics.value.idle(COMBINED_SESSION_STATE, ANY_INPUT_EVENT)) : Number.NaN,
  });
};
