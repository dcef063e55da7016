import { describe, expect, it } from 'vitest';
import { STEPS, runStep } from '../build/check-steps.mjs';

/** The linter reads every type of the program; on a busy machine that takes its time. */
const STEP_TIMEOUT_MS = 300_000;

describe('npm run check', () => {
  it.each(STEPS)('$name', { timeout: STEP_TIMEOUT_MS }, async (step) => {
    const { ok, output } = await runStep(step);
    expect(ok, output).toBe(true);
  });
});
