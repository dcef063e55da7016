import { expect, it } from 'vitest';
import { wishOf } from './wish.ts';

it('understands what the tray has opened the page for', () => {
  expect(wishOf('/status?pause=15')).toEqual({ kind: 'pause', minutes: 15 });
  expect(wishOf('/status?quit')).toEqual({ kind: 'quit' });
});

it('wishes nothing where there is nothing to understand', () => {
  const places = ['/status', '/status?', '/status?pause', '/status?pause=', '/status?pause=abc', '/status?pause=0'];
  for (const place of [...places, '/status?pause=-5', '/status?pause=1.5', '/status?pause=Infinity', '/?x=1']) {
    expect(wishOf(place), place).toBeNull();
  }
});
