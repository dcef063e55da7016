/** How far a download is that another program makes, by the files that grow. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LOOK_MS = 1_000;
const MEGABYTE = 1e6;

/**
 * Bytes of all files in a folder, however deep.
 *
 * @param {string} folder
 * @returns {number}
 */
const bytesIn = (folder) => {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce(
      (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
  } catch {
    return 0; // a file that went while it was counted
  }
};

/**
 * Tells how far a download is, and when it does not move any more.
 *
 * @param {object} watched
 * @param {string} watched.downloads folder that it goes to first
 * @param {string} watched.unpacked folder that it is unpacked to
 * @param {number} watched.stalledMs
 * @param {(line: string) => void} watched.log
 * @param {boolean} watched.isTerminal
 * @param {() => void} watched.onStall
 * @returns {() => void} ends the watch
 */
export const watchDownload = ({ downloads, unpacked, stalledMs, log, isTerminal, onStall }) => {
  let [loaded, inAll] = [0, 0];
  let movedAt = Date.now();
  let isUnpacking = false;
  /** @param {string} line */
  const tell = (line) => {
    if (isTerminal) process.stdout.write(`\r${line.padEnd(20)}`);
    else log(line);
  };
  const timer = setInterval(() => {
    const now = bytesIn(downloads);
    const all = now + bytesIn(unpacked);
    if (all !== inAll) movedAt = Date.now();
    else if (Date.now() - movedAt > stalledMs) onStall();
    if (now < loaded && !isUnpacking) {
      isUnpacking = true;
      tell('  unpacking …');
    } else if (now > loaded) tell(`  ${(now / MEGABYTE).toFixed(1)} MB`);
    [loaded, inAll] = [now, all];
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    if (isTerminal && inAll > 0) process.stdout.write('\n');
  };
};
