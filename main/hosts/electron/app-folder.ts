/** Where the program's own files are. */
import { fileURLToPath } from 'node:url';

/** Folder of `dist/` and `resources/`: the project, or the archive that is shipped. */
export const APP_FOLDER = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../../' : '../', import.meta.url),
);
