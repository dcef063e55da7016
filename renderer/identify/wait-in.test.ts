import { expect, it } from 'vitest';
import { waitUntil } from './wait-in.ts';

it('reads the wait out of a refusal, and of nothing else', () => {
  const message = 'Too many were wrong. Try again in 30 s.';
  expect(waitUntil({ code: 'throttled', message }, 1_000)).toBe(new Date(31_000).toISOString());
  expect(waitUntil({ code: 'not-identified', message }, 0)).toBeNull();
  const vague = 'Too many passphrases are being checked. Try again in a few seconds.';
  expect(waitUntil({ code: 'throttled', message: vague }, 0)).toBeNull();
});
