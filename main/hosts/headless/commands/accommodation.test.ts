import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../../../contract/audit.ts';
import { defaultPolicy } from '../../../../contract/policy.ts';
import { unwrap } from '../../../../contract/result.ts';
import { openAccess, type AccessStore } from '../../../access/access-store.ts';
import { startControlServer, type ControlServer } from '../../../control/control-server.ts';
import type { Handlers } from '../../../control/dispatch.ts';
import { createMemorySecrets } from '../../../keys/memory-secrets.ts';
import { createAuthority, type Authority } from '../../../roles/authority.ts';
import { createAccommodation } from '../../../session/accommodation.ts';
import { systemSchedule } from '../../../shared/schedule.ts';
import { ownAddress } from '../../../control/address.ts';

const PROGRAM = fileURLToPath(new URL('accommodation-program.fixture.ts', import.meta.url));
const PASSPHRASE = 'a long passphrase';
/** 5 January 2026, 9 h UTC. */
const NOW = Date.UTC(2026, 0, 5, 9);
const UNTIL = '2026-01-08T09:00:00.000Z';

let home = '';
let access: AccessStore;
let server: ControlServer;
let authority: Authority;
let records: AuditEvent[];
let stop: () => void;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'samehand-accommodation-'));
  access = unwrap(openAccess({ path: join(home, 'access.db'), key: new Uint8Array(32).fill(8) }));
  records = [];
  const common = {
    facts: access.facts,
    policy: defaultPolicy,
    now: () => NOW,
    monotonicMs: () => performance.now(),
    audit: (event: AuditEvent) => void records.push(event),
  };
  authority = createAuthority({
    ...common,
    secrets: createMemorySecrets(),
    verify: () => Promise.resolve({ outcome: 'refused', failures: 1, blockedUntil: null }),
    hasCodeMethod: () => false,
    isDoubting: () => false,
    onRolesChanged: () => undefined,
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
  });
  const accommodation = createAccommodation({
    ...common,
    schedule: systemSchedule,
    isAttended: () => true,
    onChange: () => undefined,
    onCodeDue: () => undefined,
  });
  accommodation.start();
  ({ stop } = accommodation);
  const calls = { ...authority.calls, ...accommodation.calls(authority.require) };
  server = await startControlServer(ownAddress(home), calls as Handlers, (cause) => {
    throw cause;
  });
});
afterEach(async () => {
  await server.close();
  stop();
  access.close();
  rmSync(home, { recursive: true, force: true });
});

/** The command as a process, with this line piped into it. */
const run = async (args: readonly string[], line = '') => {
  const child = spawn(process.execPath, [PROGRAM, 'accommodation', ...args], {
    env: { ...process.env, SAMEHAND_HOME: home },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // A command that asks for nothing has ended before the line is through.
  child.stdin.on('error', () => undefined);
  child.stdin.end(`${line}\n`);
  await once(child, 'close');
  return { code: child.exitCode, stdout, stderr };
};

describe('samehand accommodation', () => {
  it('is granted by the administrator alone, shown, and ended, with no word of why', async () => {
    expect((await run(['grant', '--days', '3'], PASSPHRASE)).stderr).toContain('none is set up');
    unwrap(await authority.calls['role.set']({ role: 'administrator', passphrase: PASSPHRASE }));
    expect((await run(['show'])).stdout).toBe('There is none.\n');
    expect((await run(['grant', '--days', '3'], 'quite another one')).code).toBe(77);
    expect(await run(['grant', '--days', '91'], PASSPHRASE)).toEqual({
      code: 77,
      stdout: '',
      stderr: 'samehand: The policy allows at most 90 days at a time. It can be granted again.\n',
    });
    expect(await run(['grant', '--days', '3', '--json'], PASSPHRASE)).toEqual({
      code: 0,
      stdout: `{\n  "until": "${UNTIL}"\n}\n`,
      stderr: '',
    });
    expect((await run(['show'])).stdout).toBe(`Until ${UNTIL}.\n`);
    expect((await run(['end'], 'quite another one')).code).toBe(77);
    expect((await run(['end'], PASSPHRASE)).stdout).toBe('It has ended; typing and pointing are judged again.\n');
    expect((await run(['end'], PASSPHRASE)).stderr).toBe('samehand: There is no accommodation.\n');
    expect(records.filter(({ kind }) => kind.startsWith('accommodation'))).toEqual([
      { kind: 'accommodation-began', body: { until: UNTIL, by: 'administrator' } },
      { kind: 'accommodation-ended', body: { by: 'administrator' } },
    ]);
  });

  it('takes days that are whole, and nothing that could be a reason', async () => {
    expect((await run(['grant'])).stderr).toContain("required option '--days <n>' not specified");
    expect((await run(['grant', '--days', '1.5'])).stderr).toContain('It must be a whole number from 1.');
    expect((await run(['grant', '--days', '3', '--reason', 'wrist'])).stderr).toContain("unknown option '--reason'");
    expect((await run(['grant', '--days', '400'])).code).toBe(64);
    expect(records).toEqual([]);
  });
});
