import { describe, expect, it } from 'vitest';
import { PAGE_CALLS, type PageCall } from '../../../contract/windows.ts';
import { mayCall, mayHear } from './allowed-calls.ts';

const calls = Object.keys(PAGE_CALLS) as PageCall[];
const allowed = (window: 'main' | 'code' | 'locked') => calls.filter((call) => mayCall(window, call));

describe('what a window may', () => {
  it('ask is everything in the main one, and little in those that cover the displays', () => {
    expect(allowed('main')).toEqual(calls);
    expect(allowed('code').sort()).toEqual([
      'authorise',
      'code.answer',
      'code.mail',
      'code.state',
      'status',
      'step-up.unblock',
      'window.close',
      'window.preferences',
    ]);
    expect(allowed('locked').sort()).toEqual(['history.show', 'status', 'window.close', 'window.preferences']);
  });

  it('hear is the state and the question, and in the main one all', () => {
    expect(mayHear('main', 'verdict')).toBe(true);
    for (const window of ['code', 'locked'] as const) {
      expect(
        (['status', 'prompt', 'verdict', 'decision', 'progress'] as const).filter((p) => mayHear(window, p)),
      ).toEqual(['status', 'prompt']);
    }
  });
});
