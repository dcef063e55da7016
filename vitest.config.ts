import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Long because tests start X servers, buses and agents, and wait for conditions rather than for a time. */
const TEST_TIMEOUT_MS = 60_000;

export const config = defineConfig({
  // The package is but a path to the binary outside of it: tests run on a double whose windows are pages of Chromium.
  resolve: { alias: { electron: join(import.meta.dirname, 'tests/electron/double/index.ts') } },
  test: {
    include: ['{contract,ml,main,preload,renderer,tests,build}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: TEST_TIMEOUT_MS,
    hookTimeout: TEST_TIMEOUT_MS,
    passWithNoTests: false,
    // It imports electron, which must be the double there too.
    server: { deps: { inline: ['electron-store'] } },
  },
});

// Vitest reads the default export and no other.
export { config as default };
