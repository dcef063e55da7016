import { expect, it } from 'vitest';
import { preferencesSchema, type Preferences } from '../../contract/windows.ts';
import { answerWindowCall, isWindowCall, type PreferenceStore } from './window-handlers.ts';

const memory = (): PreferenceStore => {
  let kept: Preferences = preferencesSchema.parse({});
  return { read: () => kept, write: (change) => (kept = { ...kept, ...change }) };
};

it('keeps what is chosen and leaves the rest', () => {
  const store = memory();
  expect(answerWindowCall('window.prefer', { theme: 'dark' }, store)).toEqual({
    ok: true,
    value: { theme: 'dark', language: null, zoom: 1 },
  });
  expect(answerWindowCall('window.prefer', { zoom: 2 }, store)).toMatchObject({ value: { theme: 'dark', zoom: 2 } });
  expect(answerWindowCall('window.preferences', {}, store)).toMatchObject({ value: { theme: 'dark', zoom: 2 } });
});

it('has nothing to do for turning and closing', () => {
  expect(answerWindowCall('window.open', { screen: 'audit' }, memory())).toEqual({ ok: true, value: {} });
  expect(answerWindowCall('window.close', {}, memory())).toEqual({ ok: true, value: {} });
});

it.each([
  ['window.prefer', { theme: 'pink' }],
  ['window.prefer', { zoom: 1e9 }],
  ['window.prefer', { path: '/etc/passwd' }],
  ['window.prefer', null],
  ['window.open', { screen: 'elsewhere' }],
  ['window.close', { now: true }],
] as const)('refuses %s with %j', (name, args) => {
  expect(answerWindowCall(name, args, memory())).toMatchObject({ ok: false, code: 'usage' });
});

it('knows its calls, and no name that every object has', () => {
  expect(isWindowCall('window.prefer')).toBe(true);
  for (const name of ['status', 'toString', '__proto__', 'constructor']) expect(isWindowCall(name)).toBe(false);
});
