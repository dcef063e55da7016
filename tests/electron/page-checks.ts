/** What holds for every page of the program, on the double and on the binary alike. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Bridge } from '../../contract/windows.ts';

declare global {
  const samehand: Bridge;
}

const OF_NODE = ['require', 'process', 'module', 'exports', 'Buffer', 'global', 'electron', 'ipcRenderer'] as const;

/** Nothing of Node or Electron is there but the bridge, which cannot be changed. */
export const expectOnlyBridge = async (page: Page): Promise<void> => {
  expect(await page.evaluate((names) => names.filter((name) => name in globalThis), OF_NODE)).toEqual([]);
  const shape = await page.evaluate(() => ({
    host: samehand.host,
    names: Object.keys(samehand).sort(),
    kinds: [...new Set(Object.values(samehand.calls).map((call) => typeof call))],
    isFixed: Object.isFrozen(samehand) && Object.isFrozen(samehand.calls),
    isBound: Object.getOwnPropertyDescriptor(globalThis, 'samehand')?.writable === false,
  }));
  const names = ['calls', 'host', 'subscribe'];
  expect(shape).toEqual({ host: 'electron', names, kinds: ['function'], isFixed: true, isBound: true });
};

/** The page's policy refuses a script that somebody puts into it, and says so. */
export const expectPolicyInForce = async (page: Page): Promise<void> => {
  const refused = await page.evaluate(() => {
    const { promise, resolve } = Promise.withResolvers<string>();
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, originalPolicy }) => {
      resolve(`${effectiveDirective} by ${originalPolicy}`);
    });
    const script = document.createElement('script');
    script.textContent = 'globalThis.ranForeignCode = true';
    document.body.append(script);
    return promise;
  });
  expect(refused).toMatch(/^script-src-elem by default-src 'none'; /);
  expect(await page.evaluate(() => 'ranForeignCode' in globalThis)).toBe(false);
};

/** Neither a link nor a script leads elsewhere, and nothing is opened. */
export const expectStays = async (page: Page): Promise<void> => {
  const before = page.url();
  for (const url of ['https://evil.test/', 'about:blank', 'data:text/html,elsewhere']) {
    await page.evaluate((target) => {
      location.href = target;
    }, url);
    await page.evaluate((target) => {
      globalThis.open(target);
    }, url);
  }
  // A page that had gone would not have what it was given.
  expect(await page.evaluate(async () => (await samehand.calls.status({})).ok)).toBe(true);
  expect(page.url()).toBe(before);
  await expect
    .poll(
      () =>
        page
          .context()
          .pages()
          .filter((each) => each.url().includes('evil')).length,
    )
    .toBe(0);
};
