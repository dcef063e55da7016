/** Where the binary of Electron is: its package downloads it at install or at first use, and may not have. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} project folder that holds `node_modules`
 * @returns {string | null} path of the executable, or null when only the package is there
 */
export const electronBinary = (project) => {
  const folder = join(project, 'node_modules', 'electron');
  try {
    const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
    const binary = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(binary) ? binary : null;
  } catch {
    return null; // no package, or a package that never downloaded: path.txt is written by the download
  }
};
