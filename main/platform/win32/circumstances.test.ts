import { describe, expect, it } from 'vitest';
import { foregroundProgram, parseNetwork, readWin32Network, type WindowCalls } from './circumstances.ts';

describe('the network on Windows', () => {
  it('is the kind of adapter and the gateway’s hardware address', async () => {
    const answer = '{"gateway":"192.0.2.1","hardware":"AA-BB-CC-00-11-22","kind":"802.3"}';
    expect(await readWin32Network(() => Promise.resolve(answer))).toBe('802.3 aa-bb-cc-00-11-22');
  });

  it('is the gateway’s address where its hardware is not known, and null without one', () => {
    expect(parseNetwork('{"gateway":"192.0.2.1","hardware":"00-00-00-00-00-00","kind":null}')).toBe('link 192.0.2.1');
    expect(parseNetwork('{"gateway":"192.0.2.1","hardware":null,"kind":"802.11"}')).toBe('802.11 192.0.2.1');
    expect(parseNetwork('{"gateway":null,"hardware":null,"kind":null}')).toBeNull();
    expect(parseNetwork('')).toBeNull();
  });
});

describe('the program in front on Windows', () => {
  const PATH = String.raw`C:\Program Files\Editor\editor.exe`;
  const windows = (answers: { window?: unknown; pid?: number; process?: unknown; works?: boolean }) => {
    const closed: unknown[] = [];
    const calls: WindowCalls = {
      foregroundWindow: () => (answers.window === undefined ? 'window' : answers.window),
      processOf: (_, pid) => {
        pid[0] = answers.pid ?? 42;
        return answers.pid === 0 ? 0 : 7;
      },
      openProcess: (pid) => (answers.process === undefined ? `process ${String(pid)}` : answers.process),
      imageName: (_, name, length) => {
        if (answers.works === false) return 0;
        for (let i = 0; i < PATH.length; i += 1) name[i] = PATH.charCodeAt(i);
        length[0] = PATH.length;
        return 1;
      },
      close: (process) => closed.push(process),
    };
    return { calls, closed };
  };

  it('is its path, and its handle is closed', () => {
    const { calls, closed } = windows({});
    expect(foregroundProgram(calls)).toBe(PATH);
    expect(closed).toEqual(['process 42']);
  });

  it.each([[{ window: null }], [{ pid: 0 }], [{ process: null }], [{ works: false }]])(
    'is null given %j',
    (answers) => {
      expect(foregroundProgram(windows(answers).calls)).toBeNull();
    },
  );
});
