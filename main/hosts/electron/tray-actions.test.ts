import { describe, expect, it } from 'vitest';
import { err, ok, type Result } from '../../../contract/result.ts';
import type { Handlers } from '../../control/dispatch.ts';
import type { Place } from './page-url.ts';
import { createTrayActions } from './tray-actions.ts';

const bench = (failure: Result<never> | null) => {
  const asked: unknown[] = [];
  const opened: Place[] = [];
  const answered =
    (name: string, value: object) =>
    (args: unknown): Promise<Result<object>> => {
      asked.push([name, args]);
      return Promise.resolve(failure ?? ok(value));
    };
  const handlers = {
    pause: answered('pause', { until: '2026-03-02T15:30:00Z' }),
    resume: answered('resume', {}),
    quit: answered('quit', {}),
  } as unknown as Handlers;
  const act = createTrayActions({
    handlers,
    open: (place) => opened.push(place),
    onFault: (cause) => {
      throw cause;
    },
  });
  return { act, asked, opened };
};

describe('a choice in the tray', () => {
  it('opens a page', async () => {
    const { act, opened, asked } = bench(null);
    await act({ kind: 'open', screen: 'audit' });
    expect([opened, asked]).toEqual([[{ screen: 'audit' }], []]);
  });

  it('pauses, resumes and quits at once where nothing is to be proved', async () => {
    const { act, opened, asked } = bench(null);
    await act({ kind: 'pause', minutes: 15 });
    await act({ kind: 'resume' });
    await act({ kind: 'quit' });
    expect(asked).toEqual([
      ['pause', { minutes: 15 }],
      ['resume', {}],
      ['quit', {}],
    ]);
    expect(opened).toEqual([]);
  });

  it.each([
    err('needs-code', 'A code.'),
    err('needs-administrator', 'Administrator.'),
    err('not-allowed', 'In doubt.'),
  ])('leads to the page that asks or says why: %j', async (answer) => {
    const { act, opened } = bench(answer);
    await act({ kind: 'pause', minutes: 15 });
    await act({ kind: 'quit' });
    expect(opened).toEqual([
      { screen: 'status', wish: 'pause=15' },
      { screen: 'status', wish: 'quit' },
    ]);
  });
});
