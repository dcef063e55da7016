/** Where the bundled pages of the windows are. */
import { fileURLToPath } from 'node:url';

export const PAGES_FOLDER = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../dist/renderer' : './renderer', import.meta.url),
);
