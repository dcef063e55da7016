import { defineConfig } from 'vitest/config';

/** Long because tests start X servers, buses and agents, and wait for conditions rather than for a time. */
const TEST_TIMEOUT_MS = 60_000;

export const config = defineConfig({
  test: {
    include: ['{contract,ml,main,preload,renderer,tests,build}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: TEST_TIMEOUT_MS,
    hookTimeout: TEST_TIMEOUT_MS,
    passWithNoTests: false,
  },
});

// Vitest reads the default export and no other.
export { config as default };
