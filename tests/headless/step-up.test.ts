/**
 * The two stories of a doubt, with every real part but the hands: recording, sensor process, engine thread, message bus,
 * lock, an authenticator's own arithmetic, the command line and the control socket.
 */
import { join } from 'node:path';
import { TOTP } from 'otpauth';
import { userInfo, tmpdir } from 'node:os';
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditRecord } from '../../contract/audit.ts';
import { unwrap } from '../../contract/result.ts';
import { openAuditLog } from '../../main/audit/audit-log.ts';
import { controlAddress } from '../../main/control/address.ts';
import { connectToAgent, type ControlClient } from '../../main/control/control-client.ts';
import { auditKey } from '../../main/keys/derive.ts';
import { createRecordingWriter } from '../../main/sensor/recording-writer.ts';
import { homePaths } from '../../main/shared/home.ts';
import { startPrivateBus, until, type PrivateBus } from '../support/dbus.ts';
import { IN_SESSION, startLoginSession, type LoginSession } from '../support/logind.ts';
import { installWorkstation, learnPerson } from '../support/learned-workstation.ts';
import { missing, needs } from '../support/needs.ts';
import { createWorkstation, type RunningAgent, type Workstation } from '../support/samehand.ts';
import { sitting } from '../support/simulated-input.ts';

const OWNER = 4;
const STRANGER = 5;
const MASTER = new Uint8Array(32).fill(7);
const LIMIT_MS = 50_000;
/** Fast enough for a test, slow enough that a code can be given between doubt and lock. */
const SPEED = '3';
const canRun = missing('dbus') === null && missing('dbusmock') === null;

const readAudit = (home: string): readonly AuditRecord[] => {
  const log = unwrap(openAuditLog({ path: homePaths(home).audit, key: auditKey(MASTER), now: () => 0 }));
  try {
    return log.list();
  } finally {
    log.close();
  }
};

describe('a doubt on a workstation with an authenticator', { timeout: 150_000 }, () => {
  let bus: PrivateBus;
  let logind: LoginSession;
  let workstation: Workstation;
  let agent: RunningAgent;
  let client: ControlClient;
  let authenticator: TOTP;
  let recoveryCodes: readonly string[];

  const asked = (reason: string): Promise<unknown> =>
    until(
      `a code to be asked for because of ${reason}`,
      async () => unwrap(await client.call('code.state', {})).prompt?.reason === reason,
      LIMIT_MS,
    );
  const state = async (): Promise<string> => unwrap(await client.call('status', {})).state;

  beforeEach(async () => {
    if (!canRun) return;
    bus = await startPrivateBus();
    logind = await startLoginSession(bus);
    workstation = createWorkstation({ ...bus.env, ...IN_SESSION });
    const { home } = workstation;
    installWorkstation(home, MASTER);
    const { username } = userInfo();
    const keys = { keystrokes: 700, pointerActions: 0 };
    learnPerson({ home, master: MASTER, username, person: OWNER, days: [1, 2, 3, 4], sitting: keys }).close();
    writeFileSync(join(home, 'policy.json'), JSON.stringify({ enforceWhen: 'established' }));
    const input = join(home, 'input.csv.gz');
    const writer = await createRecordingWriter(input);
    let beginMs = 0;
    // The user types until the authenticator is surely set up: a doubt before that has nothing to ask for.
    for (const [person, keystrokes] of [
      [OWNER, 100],
      [STRANGER, 1_500],
    ] as const) {
      const events = sitting(person, 9, { keystrokes, pointerActions: 0 });
      for (const { timeMs, kind, code, x, y } of events) writer.write(beginMs + timeMs, kind, code, x, y);
      beginMs += (events.at(-1)?.timeMs ?? 0) + 1_000;
    }
    await writer.finish();
    agent = await workstation.run('--input', input, '--speed', SPEED);
    const place = { platform: process.platform, temporary: tmpdir(), uid: process.getuid?.() ?? 0 };
    client = await connectToAgent(controlAddress(home, place).path);
    const { secret } = unwrap(await client.call('step-up.authenticator.begin', {}));
    authenticator = new TOTP({ secret });
    const confirmed = await client.call('step-up.authenticator.confirm', { code: authenticator.generate() });
    ({ recoveryCodes } = unwrap(confirmed));
  });
  afterEach(async () => {
    if (!canRun) return;
    client.close();
    await workstation.end();
    await bus.stop();
  });

  it('is over with a code; without one the workstation locks, and the unlock needs a code', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    expect(recoveryCodes).toHaveLength(10);

    // Doubt → code → trust restored, in the terminal.
    await asked('doubt');
    const wrong = await workstation.command('code', '000000');
    expect([wrong.code, wrong.stderr]).toEqual([77, expect.stringContaining('not accepted')]);
    const next = authenticator.generate({ timestamp: Date.now() + 30_000 });
    const right = await workstation.command('code', next);
    expect([right.code, right.stderr]).toEqual([0, '']);
    const restored = unwrap(await client.call('status', {}));
    expect(restored).toMatchObject({ prompt: null, session: { prompts: 1, locks: 0 } });
    expect(restored.trust).toBeGreaterThan(60);

    // Doubt → no code → locked.
    await asked('doubt');
    await until('the lock', async () => (await state()) === 'locked', LIMIT_MS);
    expect(await logind.locks()).toBe(1);
    expect(unwrap(await client.call('code.state', {})).prompt).toBeNull();

    // → unlock → code, over the control socket; the one that was used before is refused.
    await logind.setLocked(false);
    await asked('unlock');
    expect(unwrap(await client.call('code.answer', { code: next })).outcome).toBe('refused');
    expect(unwrap(await client.call('code.answer', { code: recoveryCodes[0] ?? '' })).outcome).toBe('passed');
    expect(unwrap(await client.call('code.state', {}))).toMatchObject({ prompt: null, failures: 0 });

    const ended = await workstation.command('quit');
    expect([ended.code, ended.stderr]).toEqual([77, expect.stringContaining('code')]);
  });

  it('that is never answered locks when the time is over', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    writeFileSync(
      join(workstation.home, 'policy.json'),
      JSON.stringify({ enforceWhen: 'established', lockBelow: 0, promptBelow: 95, stepUp: { promptSeconds: 15 } }),
    );
    await until(
      'the policy to be in force',
      async () => unwrap(await client.call('policy.show', {})).policy.stepUp.promptSeconds === 15,
    );
    await asked('doubt');
    await until('the lock', async () => (await state()) === 'locked', LIMIT_MS);
    await agent.stop('SIGKILL');
    const kinds = readAudit(workstation.home).map(({ kind }) => kind);
    expect(kinds).toContain('policy-changed');
  });
});
