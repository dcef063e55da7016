/** Bundles the windows' pages with Vite. By hand: `node build/pages.mjs [folder]`, while working on them. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const SELF = fileURLToPath(import.meta.url);

/** Folder of the pages in `dist/`. */
export const PAGES = 'renderer';

/**
 * Into a folder that takes the place of the one before at once.
 *
 * @param {string} project
 * @param {string} folder
 */
export const bundlePages = async (project, folder) => {
  const { build } = await import('vite');
  const fresh = `${folder}.${process.pid}`;
  const old = `${fresh}.old`;
  await build({
    root: join(project, 'renderer'),
    configFile: false,
    logLevel: 'error',
    // Relative: the pages come from a scheme of their own, or from a port on loopback.
    base: './',
    build: {
      outDir: fresh,
      emptyOutDir: true,
      target: 'es2024',
      modulePreload: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        onLog: (level, log, next) => {
          // The component library marks its files for servers that render; there is none here.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') next(level, log);
        },
      },
    },
  });
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(fresh, folder);
  rmSync(old, { recursive: true, force: true });
};

if (process.argv[1] === SELF) {
  const project = dirname(dirname(SELF));
  await bundlePages(project, resolve(process.argv[2] ?? join(project, 'dist', PAGES)));
}
