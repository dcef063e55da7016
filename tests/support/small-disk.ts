/** A file system that is real and soon full. It takes Linux and root. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Its folder; it goes with the test. */
export const mountSmallDisk = (megabytes: number): string => {
  const folder = mkdtempSync(join(tmpdir(), 'samehand-full-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${String(megabytes)}m,mode=700`, 'tmpfs', folder]);
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
};

/** Leaves no byte free, until `filler` in it is removed. */
export const fillUp = (folder: string): void => {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(join(folder, 'filler'), new Uint8Array(bavail * bsize));
};
