/** Where the running agent of a data folder listens. */
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Unix socket's path must fit `sun_path`: 104 bytes on macOS, 108 on Linux, with the closing zero. */
const MAX_SOCKET_PATH = 103;

export interface ControlAddress {
  readonly path: string;
  /** Folder to make for the owner alone before listening; null for a named pipe. */
  readonly folder: string | null;
}

/**
 * The control address of a data folder: a socket inside it, or, where its path is too long for a socket, one in a
 * folder of the owner's under `temporary`, named by a hash of the data folder; on Windows a named pipe.
 */
export const controlAddress = (
  home: string,
  { platform, temporary, uid }: { platform: NodeJS.Platform; temporary: string; uid: number },
): ControlAddress => {
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 16);
  if (platform === 'win32') return { path: `\\\\.\\pipe\\samehand-${hash}`, folder: null };
  const inside = join(home, 'control.sock');
  if (Buffer.byteLength(inside) <= MAX_SOCKET_PATH) return { path: inside, folder: home };
  const folder = join(temporary, `samehand-${String(uid)}-${hash}`);
  return { path: join(folder, 'control.sock'), folder };
};

/** That of this user on this machine. */
export const ownAddress = (home: string): ControlAddress =>
  controlAddress(home, { platform: process.platform, temporary: tmpdir(), uid: process.getuid?.() ?? 0 });
