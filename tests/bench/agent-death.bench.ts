/** How soon the session is locked after either process was killed: the whole built agent, a real bus, kill -9. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createRecordingWriter } from '../../main/sensor/recording-writer.ts';
import { startPrivateBus, until } from '../support/dbus.ts';
import { IN_SESSION, startLoginSession } from '../support/logind.ts';
import { installWorkstation, learnPerson } from '../support/learned-workstation.ts';
import { missing } from '../support/needs.ts';
import { createWorkstation, type Workstation } from '../support/samehand.ts';
import { sitting } from '../support/simulated-input.ts';
import type { Benchmark } from './benchmark.ts';

const OWNER = 4;
const MASTER = new Uint8Array(32).fill(7);
const ROUNDS = 5;
const GOAL = { atMost: 1_000 };
const POLL_MS = 5;

/** The mock writes the time of each lock itself: asking it would add to the wait. */
const recordTime = (file: string): string =>
  `import time; open(${JSON.stringify(file)}, "a").write(str(time.time() * 1000) + "\\n")`;
const lockTimes = (file: string): number[] => readFileSync(file, 'utf8').split('\n').filter(Boolean).map(Number);

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Kills one of the two and answers how long the lock took, in ms. */
const round = async (workstation: Workstation, which: 'main' | 'sensor', file: string): Promise<number> => {
  const before = await until('the agent to watch', async () => {
    const status = await workstation.status().catch(() => null);
    return status?.sensor.state === 'running' && status.state !== 'locked' ? status : null;
  });
  const locksBefore = lockTimes(file).length;
  const pid = which === 'main' ? before.pid : (before.sensor.pid ?? 0);
  const killedAt = Date.now();
  process.kill(pid, 'SIGKILL');
  const locked = await until('the lock', () => Promise.resolve(lockTimes(file)[locksBefore] ?? null));
  if (isAlive(pid)) await until('its end', () => new Promise((resolve) => setTimeout(resolve, POLL_MS, !isAlive(pid))));
  return locked - killedAt;
};

export const bench: Benchmark = {
  name: 'agent-death',
  run: async () => {
    const lacking = missing('dbus') ?? missing('dbusmock');
    if (lacking !== null) {
      console.log(`not measured: ${lacking}`);
      return [];
    }
    const folder = mkdtempSync(join(tmpdir(), 'samehand-death-'));
    const file = join(folder, 'locks');
    writeFileSync(file, '');
    const bus = await startPrivateBus();
    const workstation = createWorkstation({ ...bus.env, ...IN_SESSION });
    try {
      const logind = await startLoginSession(bus, recordTime(file));
      const { home } = workstation;
      installWorkstation(home, MASTER);
      const keys = { keystrokes: 700, pointerActions: 0 };
      const { username } = userInfo();
      learnPerson({ home, master: MASTER, username, person: OWNER, days: [1, 2, 3, 4], sitting: keys }).close();
      writeFileSync(join(home, 'policy.json'), JSON.stringify({ enforceWhen: 'established' }));
      const input = join(home, 'input.csv.gz');
      const writer = await createRecordingWriter(input);
      for (const { timeMs, kind, code, x, y } of sitting(OWNER, 9, { keystrokes: 2_000, pointerActions: 0 })) {
        writer.write(timeMs, kind, code, x, y);
      }
      await writer.finish();
      await workstation.run('--input', input, '--speed', '1');
      const waits: Record<'main' | 'sensor', number[]> = { main: [], sensor: [] };
      // The main process dies fewer than five times: it is not started again after that.
      for (const which of [...Array<'sensor'>(ROUNDS).fill('sensor'), ...Array<'main'>(ROUNDS - 1).fill('main')]) {
        waits[which].push(await round(workstation, which, file));
        await logind.setLocked(false);
      }
      return [
        {
          name: 'lock called after the sensor was killed, longest of 5',
          value: Math.max(...waits.sensor),
          unit: 'ms',
          goal: GOAL,
        },
        {
          name: 'lock called after the main process was killed, longest of 4',
          value: Math.max(...waits.main),
          unit: 'ms',
          goal: GOAL,
        },
      ];
    } finally {
      await workstation.end();
      await bus.stop();
      rmSync(folder, { recursive: true });
    }
  },
};
