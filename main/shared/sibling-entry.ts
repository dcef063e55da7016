/** Finds the file that a thread or child process starts from. */

/**
 * The entry file `name` beside the calling module, with the calling module's own extension: sources run as `.ts`, and a
 * bundle keeps callers and entries in one flat folder as `.js`.
 */
export const siblingEntry = (moduleUrl: string, name: string): URL =>
  new URL(`./${name}${moduleUrl.endsWith('.ts') ? '.ts' : '.js'}`, moduleUrl);
