/** A reporter of Vitest that hands the outcome to `npm test`: what counts, and why each test was skipped. */
import { writeFileSync } from 'node:fs';

/** @typedef {import('./skips.mjs').SkippedTest} SkippedTest */
/** @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: readonly SkippedTest[] }} Summary */

/** The file that the summary goes to. */
export const SUMMARY_VARIABLE = 'SAMEHAND_TEST_SUMMARY';

/**
 * Counts every test once. A file that cannot be loaded, a failed hook around tests, a test that never ended and an error
 * outside of any test each count as a failure too.
 *
 * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
 * @param {number} unhandledErrors
 * @returns {Summary}
 */
export const summarise = (modules, unhandledErrors) => {
  let passed = 0;
  let failed = unhandledErrors;
  /** @type {SkippedTest[]} */
  const skipped = [];
  for (const module of modules) {
    for (const suite of [module, ...module.children.allSuites()]) failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const result = test.result();
      if (result.state === 'passed') passed += 1;
      else if (result.state === 'skipped') {
        skipped.push({ name: `${module.relativeModuleId} › ${test.fullName}`, note: result.note ?? null });
      } else failed += 1;
    }
  }
  return { passed, failed, skipped };
};

/** Vitest makes one of what a reporter's file exports by default. */
class SummaryReporter {
  /**
   * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
   * @param {ReadonlyArray<unknown>} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const file = process.env[SUMMARY_VARIABLE];
    if (file !== undefined) writeFileSync(file, JSON.stringify(summarise(modules, unhandledErrors.length)));
  }
}

export { SummaryReporter as default };
