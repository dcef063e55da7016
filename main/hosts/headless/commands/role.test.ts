import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PASSPHRASE_HASH } from '../../../../contract/policy-access.ts';
import { defaultPolicy } from '../../../../contract/policy.ts';
import { CodedError, unwrap } from '../../../../contract/result.ts';
import { needs } from '../../../../tests/support/needs.ts';
import { typeInTerminal } from '../../../../tests/support/terminal.ts';
import { openAccess, type AccessStore } from '../../../access/access-store.ts';
import { openAuditLog, type AuditLog } from '../../../audit/audit-log.ts';
import { connectToAgent } from '../../../control/control-client.ts';
import { startControlServer, type ControlServer } from '../../../control/control-server.ts';
import type { Handlers } from '../../../control/dispatch.ts';
import { createSecrets, type Secrets } from '../../../keys/secrets.ts';
import { createAuthority } from '../../../roles/authority.ts';
import { matchesPassphrase } from '../../../roles/passphrase.ts';
import { ownAddress } from '../../../control/address.ts';
import { openLog } from '../../../live/log.ts';

const PROGRAM = fileURLToPath(new URL('role-program.fixture.ts', import.meta.url));
const KEY = new Uint8Array(32).fill(6);
const PASSPHRASE = 'a long passphrase';
const OTHER = 'another long one';

let home = '';
let access: AccessStore;
let audit: AuditLog;
let secrets: Secrets;
let server: ControlServer;
/** What the next call fails with instead of being answered. */
let fault: Error | null = null;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'samehand-role-'));
  access = unwrap(openAccess({ path: join(home, 'access.db'), key: KEY }));
  audit = unwrap(openAuditLog({ path: join(home, 'audit.db'), key: KEY, now: Date.now }));
  const noKeychain = () => Promise.resolve({ kind: 'unavailable', message: 'there is none' } as const);
  secrets = createSecrets({
    keychain: { read: noKeychain, write: noKeychain, remove: noKeychain },
    installationId: 'here',
    keySource: 'file',
    facts: access.facts,
  });
  const log = openLog(home);
  fault = null;
  const { calls } = createAuthority({
    facts: access.facts,
    secrets: {
      ...secrets,
      write: (name, secret) => (fault === null ? secrets.write(name, secret) : Promise.reject(fault)),
    },
    policy: defaultPolicy,
    verify: () => Promise.resolve({ outcome: 'refused', failures: 1, blockedUntil: null }),
    hasCodeMethod: () => false,
    isDoubting: () => false,
    onRolesChanged: () => undefined,
    now: Date.now,
    monotonicMs: () => performance.now(),
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    audit: (event) => {
      audit.append(event);
      log.info({ audit: event.kind }, 'audited');
    },
  });
  server = await startControlServer(ownAddress(home), calls as Handlers, (cause) => {
    log.error({ err: cause }, 'fault');
  });
});
afterEach(async () => {
  await server.close();
  audit.close();
  access.close();
  rmSync(home, { recursive: true, force: true });
});

const environment = (): NodeJS.ProcessEnv => ({ ...process.env, SAMEHAND_HOME: home });

/** The command as a process, with these lines piped into it. */
const run = async (args: readonly string[], ...lines: readonly string[]) => {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: environment() });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // A command that asks for nothing has ended before the lines are through.
  child.stdin.on('error', () => undefined);
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  await once(child, 'close');
  return { code: child.exitCode, stdout, stderr };
};

const typed = (args: readonly string[], ...answers: readonly string[]) =>
  typeInTerminal([PROGRAM, ...args], answers, { env: environment() });

describe('samehand role', () => {
  it('sets the administrator, and then nobody without the administrator', async () => {
    expect((await run(['role', 'list'])).stdout).toBe('administrator  nobody\nauditor        nobody\n');
    expect(await run(['role', 'set', 'auditor'], OTHER)).toEqual({
      code: 77,
      stdout: '',
      stderr:
        'samehand: This takes an administrator, and none is set up. Set one up with: samehand role set administrator\n',
    });
    expect(await run(['role', 'set', 'administrator'], PASSPHRASE)).toEqual({
      code: 0,
      stdout: 'The passphrase of the administrator is set. Keep it: it cannot be shown.\n',
      stderr: '',
    });
    expect(await run(['role', 'set', 'auditor'], OTHER, 'not the passphrase')).toEqual({
      code: 77,
      stdout: '',
      stderr: 'samehand: That was not accepted. Check it and try again.\n',
    });
    expect((await run(['role', 'set', 'auditor', '--json'], OTHER, PASSPHRASE)).stdout).toBe(
      '{\n  "role": "auditor"\n}\n',
    );
    expect((await run(['role', 'list'])).stdout).toBe(
      'administrator  passphrase set on this workstation\nauditor        passphrase set on this workstation\n',
    );
  });

  it('prints a hash for a policy', async () => {
    const { stdout } = await run(['role', 'hash'], PASSPHRASE);
    expect(stdout.trimEnd()).toMatch(PASSPHRASE_HASH);
    expect(await matchesPassphrase(PASSPHRASE, stdout.trimEnd())).toBe(true);
  });

  it('takes no passphrase that is short, and none when none is given', async () => {
    const short = 'samehand: A passphrase has 12 to 256 characters. Choose another.\n';
    expect(await run(['role', 'hash'], 'short')).toEqual({ code: 64, stdout: '', stderr: short });
    expect((await run(['role', 'hash'])).code).toBe(64);
  });

  it('asks twice in a terminal, and shows neither', async (ctx) => {
    needs(ctx, 'linux', 'dbusmock');
    const same = await typed(['role', 'hash'], PASSPHRASE, PASSPHRASE);
    expect(same.code).toBe(0);
    expect(same.screen).toMatch(/^New passphrase \(at least 12 characters\): \r\nOnce more: \r\n\$scrypt\$/);
    expect(same.screen).not.toContain('passphrase\r');
    const different = await typed(['role', 'set', 'administrator'], PASSPHRASE, OTHER);
    expect(different.code).toBe(64);
    expect(different.screen).toContain('The two are not the same. Nothing was changed.');
    for (const typed of [PASSPHRASE, OTHER]) expect(same.screen + different.screen).not.toContain(typed);
    expect((await run(['role', 'list'])).stdout).toMatch(/^administrator {2}nobody/);
  });
});

describe('what is secret', () => {
  it('is in no record, no log, no answer and no error, even of a fault', async () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const said = [
      await run(['role', 'set', 'administrator'], PASSPHRASE),
      await run(['secret', 'set', 'webhook'], secret, OTHER),
      await run(['secret', 'set', 'webhook'], secret, PASSPHRASE),
      await run(['secret', 'set', 'smtp', '--json'], secret, PASSPHRASE),
    ];
    expect(said.map(({ code }) => code)).toEqual([0, 77, 0, 0]);
    expect(unwrap(await secrets.read('webhook'))).toBe(secret);

    fault = new CodedError('storage-unavailable', 'The disk is full. Make room and try again.');
    said.push(await run(['secret', 'set', 'smtp'], secret, PASSPHRASE));
    fault = new TypeError('a fault of the program');
    said.push(await run(['secret', 'set', 'smtp'], secret, PASSPHRASE));
    expect(said.slice(-2).map(({ code }) => code)).toEqual([74, 70]);

    const client = await connectToAgent(ownAddress(home).path);
    const { grant } = unwrap(await client.call('authorise', { as: 'administrator', passphrase: PASSPHRASE }));
    const answers = [
      await client.call('secret.set', { name: 'webhook', value: secret, grant: `${grant}x` }),
      await client.call('secret.set', { name: 'webhook', value: secret.repeat(40), grant }),
      await client.call('role.set', { role: 'auditor', passphrase: PASSPHRASE.repeat(20), grant }),
      await client.call('role.list', {}),
    ];
    client.close();
    expect(answers.map(({ ok }) => ok)).toEqual([false, false, false, true]);

    const log = readFileSync(join(home, 'agent.log'), 'utf8');
    expect(log).toContain('a fault of the program');
    const records = audit.list();
    expect(records.map(({ kind }) => kind)).toContain('authorisation-refused');
    const everything = JSON.stringify([said, answers, log, records]);
    for (const hidden of [PASSPHRASE, OTHER, secret, grant]) expect(everything).not.toContain(hidden);
  });
});
