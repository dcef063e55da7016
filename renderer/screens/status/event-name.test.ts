import { expect, it } from 'vitest';
import { eventName } from './event-name.ts';

it('calls a decision a doubt, but for the one that ends it', () => {
  const decision = { kind: 'decision', action: 'none', withheld: null } as const;
  expect(eventName({ ...decision, action: 'prompt' })).toBe('decision');
  expect(eventName({ ...decision, withheld: 'lock' })).toBe('decision');
  expect(eventName(decision)).toBe('recovered');
  expect(eventName({ ...decision, kind: 'paused', action: null })).toBe('paused');
});
