/** The keychain of the session the agent runs in, if there is one. */
import { existsSync } from 'node:fs';
import { sessionBusAddress, socketOfAddress } from '../platform/linux/bus-address.ts';
import { createKeychain, type Keychain } from './keychain.ts';

const NO_BUS: Keychain = {
  read: () => Promise.resolve({ kind: 'unavailable', message: 'there is no session bus' }),
  write: () => Promise.resolve({ kind: 'unavailable', message: 'there is no session bus' }),
  remove: () => Promise.resolve({ kind: 'unavailable', message: 'there is no session bus' }),
};

const hasSessionBus = (env: NodeJS.ProcessEnv): boolean => {
  const address = sessionBusAddress(env);
  if (address === null) return false;
  const socket = socketOfAddress(address);
  return socket !== null && (socket.startsWith('\0') || existsSync(socket));
};

/**
 * On Linux without a session bus the keychain is said to be unavailable without asking it: libsecret would start a bus
 * and a keyring of its own for the asking, which nobody has unlocked, and wait for a person to do so.
 */
export const sessionKeychain = (env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Keychain =>
  platform === 'linux' && !hasSessionBus(env) ? NO_BUS : createKeychain();
