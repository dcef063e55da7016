/** Faults of the machine around the agent: it says so, gives an exit code, and loses nothing that was stored. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createRecordingWriter } from '../../main/sensor/recording-writer.ts';
import { until } from '../support/dbus.ts';
import { runWithKeyring } from '../support/keyring.ts';
import { needs } from '../support/needs.ts';
import { createWorkstation } from '../support/samehand.ts';
import { sitting } from '../support/simulated-input.ts';

const PROGRAM = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'dist', 'samehand.js');
const DISK_MB = 3;

/** Leaves less than a page free on the disk that holds `folder`. */
const fill = (folder: string): void => {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(join(folder, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize)));
};

describe('a full disk', () => {
  it('shows as degraded while the agent goes on, and nothing stored is lost', async (ctx) => {
    needs(ctx, 'linux', 'root');
    const disk = mkdtempSync(join(tmpdir(), 'samehand-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${String(DISK_MB)}m,mode=0700`, 'tmpfs', disk]);
    const home = join(disk, 'home');
    mkdirSync(home, { mode: 0o700 });
    const workstation = createWorkstation({ SAMEHAND_HOME: home });
    try {
      const input = join(workstation.home, 'input.csv.gz');
      const writer = await createRecordingWriter(input);
      for (const { timeMs, kind, code, x, y } of sitting(3, 1, { keystrokes: 6000, pointerActions: 300 })) {
        writer.write(timeMs, kind, code, x, y);
      }
      await writer.drained();
      await writer.finish();

      const agent = await workstation.run('--platform', 'simulated', '--input', input, '--speed', '60');
      await until('windows to be stored', async () => (await workstation.status()).enrolment.keyboard.windows >= 20);
      fill(disk);
      const degraded = await until('the full disk to show', async () => {
        const now = await workstation.status();
        return now.store.state === 'degraded' ? now : null;
      });
      expect(degraded.warnings.join(' ')).toContain(degraded.store.message);
      expect(degraded.sensor.state).toBe('running');
      rmSync(join(disk, 'filler'));
      await until('the store to recover', async () => (await workstation.status()).store.state === 'ok');
      const shown = JSON.parse((await workstation.command('profile', 'show', '--json')).stdout) as {
        storedWindows: number;
      };
      expect(shown.storedWindows).toBeGreaterThanOrEqual(20);
      expect((await agent.stop()).code).toBe(0);
    } finally {
      await workstation.end();
      execFileSync('umount', [disk]);
      rmSync(disk, { recursive: true });
    }
  });
});

describe('a keyring', () => {
  /** Runs doctor, then the agent until it has printed its first status or has ended by itself. */
  const script = (home: string): string => `
    import { spawn, spawnSync } from 'node:child_process';
    const env = { ...process.env, SAMEHAND_HOME: ${JSON.stringify(home)} };
    const program = ${JSON.stringify(PROGRAM)};
    const { stdout: doctor } = spawnSync(process.execPath, [program, 'doctor', '--json'], { env, encoding: 'utf8' });
    const agent = spawn(process.execPath, [program, 'run', '--platform', 'simulated', '--json'], { env });
    let stdout = '';
    let stderr = '';
    agent.stderr.on('data', (text) => { stderr += text; });
    agent.stdout.on('data', (text) => {
      stdout += text;
      if (stdout.includes('\\n}\\n')) agent.kill('SIGTERM');
    });
    agent.on('close', (code) => { console.log(JSON.stringify({ code, stdout, stderr, doctor })); });
  `;
  interface Answer {
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
    readonly doctor: string;
  }

  it('holds the key, and when it is locked the agent refuses to start rather than make another key', async (ctx) => {
    needs(ctx, 'dbus', 'keyring');
    const folder = mkdtempSync(join(tmpdir(), 'samehand-keyring-'));
    const home = join(folder, 'data');
    try {
      const first = (await runWithKeyring({ state: 'unlocked', home: folder, script: script(home) })) as Answer;
      expect(first.code).toBe(0);
      expect(JSON.parse(first.stdout.slice(0, first.stdout.indexOf('\n}\n') + 2))).toMatchObject({
        store: { keySource: 'keychain' },
        warnings: [],
      });
      const before = readFileSync(join(home, 'behaviour.db'));
      const locked = (await runWithKeyring({ state: 'locked', home: folder, script: script(home) })) as Answer;
      expect(locked.code).toBe(77);
      expect(locked.stderr).toContain('nlock');
      expect(locked.doctor).toContain('"name": "key"');
      expect(readFileSync(join(home, 'behaviour.db'))).toEqual(before);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
