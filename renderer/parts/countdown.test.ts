import { describe, expect, it } from 'vitest';
import { countdownText } from './countdown.ts';
import { secondsLeft } from './seconds-left.ts';

describe('a clock that counts down', () => {
  it.each([
    [0, '0 seconds'],
    [1, '1 second'],
    [90, '90 seconds'],
    [91, '1 min, 31 sec'],
    [120, '2 min'],
    [3_600, '1 hr'],
    [3_661, '1 hr, 1 min, 1 sec'],
  ])('says %i seconds as "%s"', (seconds, text) => {
    expect(countdownText(seconds, 'en')).toBe(text);
  });

  it('speaks German', () => {
    expect(countdownText(45, 'de')).toBe('45 Sekunden');
    expect(countdownText(125, 'de')).toBe('2 Min., 5 Sek.');
  });

  it('is never below zero, and shows a second until it is over', () => {
    const until = new Date(10_000).toISOString();
    expect([secondsLeft(until, 0), secondsLeft(until, 9_999), secondsLeft(until, 10_000)]).toEqual([10, 1, 0]);
    expect(secondsLeft(until, 99_000)).toBe(0);
  });
});
