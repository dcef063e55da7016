import { expect, it } from 'vitest';
import { createPlatform } from './create-platform.ts';
import { PLATFORM_NAMES, isPlatformName } from './platform.ts';

it.each(PLATFORM_NAMES)('makes the %s platform', async (name) => {
  const platform = createPlatform(name, { env: {}, pid: 1, monotonicMs: () => 0 });
  expect(platform.name).toBe(name);
  await platform.close();
});

it('knows which systems it has an adapter for', () => {
  expect(isPlatformName('darwin')).toBe(true);
  expect(isPlatformName('freebsd')).toBe(false);
});
