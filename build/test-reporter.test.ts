import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAvoidable } from './skips.mjs';
import { SUMMARY_VARIABLE } from './test-reporter.mjs';

const MODULES = resolve(import.meta.dirname, '../node_modules');
const folder = mkdtempSync(join(tmpdir(), 'samehand-reporter-'));

const OUTCOMES = `
import { beforeAll, describe, expect, it } from 'vitest';
it('passes', () => { expect(1).toBe(1); });
it('fails', () => { expect(1).toBe(2); });
it('lacks something', (ctx) => { ctx.skip('needs xvfb: Xvfb not installed'); });
it.skip('is left out', () => {});
describe('a suite', () => { beforeAll(() => { throw new Error('hook'); }); it('never runs', () => {}); });
`;

beforeAll(() => {
  symlinkSync(MODULES, join(folder, 'node_modules'));
  writeFileSync(join(folder, 'outcomes.test.ts'), OUTCOMES);
  writeFileSync(join(folder, 'unloadable.test.ts'), `import './not-there.ts';`);
  writeFileSync(
    join(folder, 'stray.test.ts'),
    `
import { it } from 'vitest';
it('leaves an error behind', async () => { void Promise.reject(new Error('stray')); });
`,
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the reporter', () => {
  it('counts a file that cannot be loaded, a failed hook and a stray error as failures', () => {
    const summary = join(folder, 'summary.json');
    const reporter = join(import.meta.dirname, 'test-reporter.mjs');
    const vitest = join(MODULES, 'vitest', 'vitest.mjs');
    const ran = spawnSync(process.execPath, [vitest, 'run', '--root', folder, `--reporter=${reporter}`], {
      env: { PATH: process.env.PATH, [SUMMARY_VARIABLE]: summary },
    });
    expect(ran.status).toBe(1);
    expect(JSON.parse(readFileSync(summary, 'utf8'))).toEqual({
      passed: 2,
      failed: 4,
      skipped: [
        { name: 'outcomes.test.ts › lacks something', note: 'needs xvfb: Xvfb not installed' },
        { name: 'outcomes.test.ts › is left out', note: null },
        { name: 'outcomes.test.ts › a suite > never runs', note: null },
      ],
    });
  });
});

describe('isAvoidable', () => {
  it('accepts a skip only for what this machine cannot have', () => {
    expect(isAvoidable('needs electron-binary: not installed', 'linux')).toBe(false);
    expect(isAvoidable('needs datasets: not on this machine', 'linux')).toBe(false);
    expect(isAvoidable('needs xvfb: Xvfb not installed', 'darwin')).toBe(false);
    expect(isAvoidable('needs xvfb: Xvfb not installed', 'linux')).toBe(true);
  });

  it('accepts no skip without a reason', () => {
    expect(isAvoidable(null, 'linux')).toBe(true);
    expect(isAvoidable('later', 'win32')).toBe(true);
  });
});
