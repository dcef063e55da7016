import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { acquireInstanceLock } from './instance-lock.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'samehand-lock-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

const refused = { ok: false, code: 'agent-already-running' };

describe('the instance lock', () => {
  it('is held by one at a time in a process, and leaves other folders alone', () => {
    const lock = unwrap(acquireInstanceLock(home));
    expect(acquireInstanceLock(home)).toMatchObject(refused);
    unwrap(acquireInstanceLock(join(home, 'another'))).release();
    lock.release();
    unwrap(acquireInstanceLock(home)).release();
    expect(readdirSync(home).sort()).toEqual(['agent.lock', 'another']);
  });

  it('is held against another process, and free once that is killed', async () => {
    const script = `
      import { acquireInstanceLock } from '${new URL('instance-lock.ts', import.meta.url).href}';
      globalThis.lock = acquireInstanceLock(${JSON.stringify(home)});
      console.log(lock.ok);
      setInterval(() => {}, 60_000);`;
    const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => {
      other.kill('SIGKILL');
    });
    const [answer] = (await once(other.stdout.setEncoding('utf8'), 'data')) as [string];
    expect(answer.trim()).toBe('true');
    const second = acquireInstanceLock(home);
    expect(second).toMatchObject(refused);
    expect(second.ok ? '' : second.message).toContain(`An agent already runs on ${home}`);
    other.kill('SIGKILL');
    await once(other, 'exit');
    unwrap(acquireInstanceLock(home)).release();
  });

  it('says so when its file cannot be used', () => {
    writeFileSync(join(home, 'agent.lock'), 'not a database, and longer than the head of one'.repeat(100));
    chmodSync(join(home, 'agent.lock'), 0o600);
    expect(acquireInstanceLock(home)).toMatchObject({ ok: false, code: 'storage-unavailable' });
    expect(acquireInstanceLock(join(home, 'agent.lock'))).toMatchObject({ ok: false, code: 'storage-unavailable' });
  });
});
