/** The calls of user32.dll and kernel32.dll that the Windows adapter uses. */
import { type Result, err, ok } from '../../../contract/result.ts';
import { bindNative } from '../native-library.ts';

/** Return values as Windows gives them: `BOOL` as a number, ticks and error codes as unsigned 32 bits. */
export interface User32 {
  /** Non-zero: the lock was begun. It is not known to have happened. */
  readonly lockWorkStation: () => number;
  /** Fills `[cbSize, dwTime]`; zero when it failed. */
  readonly getLastInputInfo: (info: Uint32Array) => number;
  readonly getTickCount: () => number;
  readonly getLastError: () => number;
}

/** Fails with `internal` on any other system, and on a Windows without these functions. */
export const loadUser32 = async (): Promise<Result<User32>> => {
  const user32 = await bindNative('user32.dll', {
    lockWorkStation: 'int __stdcall LockWorkStation()',
    getLastInputInfo: 'int __stdcall GetLastInputInfo(_Inout_ uint32_t *info)',
  });
  const kernel32 = await bindNative('kernel32.dll', {
    getTickCount: 'uint32_t __stdcall GetTickCount()',
    getLastError: 'uint32_t __stdcall GetLastError()',
  });
  if (!user32.ok) return err('internal', user32.message);
  if (!kernel32.ok) return err('internal', kernel32.message);
  return ok({
    lockWorkStation: () => Number(user32.value.lockWorkStation()),
    getLastInputInfo: (info) => Number(user32.value.getLastInputInfo(info)),
    getTickCount: () => Number(kernel32.value.getTickCount()),
    getLastError: () => Number(kernel32.value.getLastError()),
  });
};
