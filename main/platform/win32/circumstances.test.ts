import { describe, expect, it } from 'vitest';
import { foregroundProgram, parseNetwork, readWin32Network, type WindowCalls } from './circumstances.ts';

describe('the network on Windows', () => {
  const route = (gateway: string, hardware: string | null, kind: string | null, physical: boolean) => ({
    gateway,
    hardware,
    kind,
    physical,
  });
  const LAN = route('192.0.2.1', 'AA-BB-CC-00-11-22', '802.3', true);
  const VPN = route('10.8.1.1', null, 'Unspecified', false);
  const ON_LINK = route('0.0.0.0', null, null, false);
  const parse = (...routes: readonly object[]): string | null => parseNetwork(JSON.stringify(routes));

  it('is the kind of adapter and the gateway’s hardware address', async () => {
    const asked: string[] = [];
    const run = (command: string, args: readonly string[]): Promise<string> => {
      asked.push([command, ...args.slice(0, 3)].join(' '));
      return Promise.resolve(`${JSON.stringify([LAN])}\r\n`);
    };
    expect(await readWin32Network(run)).toBe('802.3 aa-bb-cc-00-11-22');
    expect(asked).toEqual(['powershell.exe -NoProfile -NonInteractive -Command']);
    expect(await readWin32Network(() => Promise.resolve(null))).toBeNull();
  });

  it('stays the same while a tunnel comes and goes, and counts a tunnel’s gateway only where there is nothing else', () => {
    expect(parse(VPN, LAN)).toBe('802.3 aa-bb-cc-00-11-22');
    expect(parse(ON_LINK, LAN)).toBe('802.3 aa-bb-cc-00-11-22');
    expect(parse(VPN)).toBe('tunnel 10.8.1.1');
    expect(parse(ON_LINK)).toBeNull();
  });

  it('is not known while the gateway does not answer, without one, and where the answer is another than expected', () => {
    expect(parse(VPN, { ...LAN, hardware: '00-00-00-00-00-00' })).toBeNull();
    expect(parse(VPN, { ...LAN, hardware: null })).toBeNull();
    expect(parse({ ...LAN, kind: null })).toBe('link aa-bb-cc-00-11-22');
    expect([parse(), parse({ gateway: null }), parseNetwork(''), parseNetwork('{')]).toEqual([null, null, null, null]);
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
