/** Chooses the adapter. */
import { assertNever } from '../../contract/result.ts';
import { createDarwinPlatform } from './darwin/darwin-platform.ts';
import { createLinuxPlatform } from './linux/linux-platform.ts';
import type { Platform, PlatformName } from './platform.ts';
import { createSimulatedPlatform } from './simulated.ts';
import { createWin32Platform } from './win32/win32-platform.ts';

export interface PlatformOptions {
  /** Where the buses and the session are found; read once. */
  readonly env: NodeJS.ProcessEnv;
  readonly pid: number;
  /** Milliseconds on the system's monotonic clock (CLOCK_MONOTONIC), on which idle times are counted. */
  readonly monotonicMs: () => number;
}

/** Touches nothing outside the process before its first method is called. */
export const createPlatform = (name: PlatformName, options: PlatformOptions): Platform => {
  switch (name) {
    case 'linux':
      return createLinuxPlatform(options);
    case 'win32':
      return createWin32Platform();
    case 'darwin':
      return createDarwinPlatform();
    case 'simulated':
      return createSimulatedPlatform();
    default:
      return assertNever(name);
  }
};
