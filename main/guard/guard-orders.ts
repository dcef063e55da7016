/** What whoever survives is to do when the other process is ended by force. Told beforehand, as there is nobody to ask then. */
import type { PlatformName } from '../platform/platform.ts';

/** How to start the agent again. */
export interface Revival {
  readonly command: string;
  readonly args: readonly string[];
}

export interface GuardOrders {
  /** The data folder. */
  readonly home: string;
  readonly platform: PlatformName;
  /** Of the main process whose end they are about. */
  readonly pid: number;
  /** `none` where the agent would not act on a verdict either: learning, shadow, paused, not ready, locked already. */
  readonly response: 'lock' | 'notify' | 'none';
  /** Null when a service manager starts it again. */
  readonly revive: Revival | null;
}
