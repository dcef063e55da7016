/** Gets the simulated workstation of a running agent into a test's hands: to lock, unlock, and change networks. */
import type { Platform } from '../../main/platform/platform.ts';
import type { SimulatedPlatform } from '../../main/platform/simulated.ts';

export interface HeldWorkstation {
  /** For the agent that is to be started. */
  readonly extendPlatform: (platform: Platform) => Platform;
  /** Once it has started. */
  readonly workstation: () => SimulatedPlatform;
  /** Null: none. */
  readonly network: (identity: string | null) => void;
}

const isSimulated = (platform: Platform): platform is SimulatedPlatform => platform.name === 'simulated';

export const holdWorkstation = (): HeldWorkstation => {
  let held: SimulatedPlatform | null = null;
  let identity: string | null = null;
  return {
    extendPlatform: (platform) => {
      if (!isSimulated(platform)) throw new Error('the agent is not on a simulated workstation');
      held = platform;
      return { ...platform, network: () => Promise.resolve(identity) };
    },
    workstation: () => {
      if (held === null) throw new Error('the agent has not started');
      return held;
    },
    network: (next) => {
      identity = next;
    },
  };
};
