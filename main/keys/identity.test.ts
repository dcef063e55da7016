import { describe, expect, it } from 'vitest';
import { slotSecret } from './derive.ts';
import { currentSlotSecret, userIdOf } from './identity.ts';

const MASTER = new Uint8Array(32).fill(1);

describe('identity', () => {
  it('numbers keys by the first generation', () => {
    expect(currentSlotSecret(MASTER)).toEqual(slotSecret(MASTER, 1));
  });

  it('gives a user the same id in one installation, and another in another', () => {
    const secret = currentSlotSecret(MASTER);
    expect(userIdOf(secret, 'ada')).toMatch(/^[0-9a-f]{32}$/);
    expect(userIdOf(secret, 'ada')).toBe(userIdOf(secret, 'ada'));
    expect(userIdOf(secret, 'ada')).not.toBe(userIdOf(secret, 'ben'));
    expect(userIdOf(secret, 'ada')).not.toBe(userIdOf(currentSlotSecret(new Uint8Array(32).fill(2)), 'ada'));
  });
});
