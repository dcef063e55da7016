/** The whole story with every real part but the hands: recording, sensor process, engine thread, message bus, lock. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditRecord } from '../../contract/audit.ts';
import { unwrap } from '../../contract/result.ts';
import { openAuditLog } from '../../main/audit/audit-log.ts';
import { auditKey } from '../../main/keys/derive.ts';
import { readKeyFile } from '../../main/keys/key-file.ts';
import { homePaths } from '../../main/shared/home.ts';
import { createRecordingWriter } from '../../main/sensor/recording-writer.ts';
import type { SourceEvent } from '../../contract/events.ts';
import { startPrivateBus, until, type PrivateBus } from '../support/dbus.ts';
import { IN_SESSION, startLoginSession, type LoginSession } from '../support/logind.ts';
import { missing, needs } from '../support/needs.ts';
import { createWorkstation, type Workstation } from '../support/samehand.ts';
import { sitting } from '../support/simulated-input.ts';

const OWNER = 4;
const STRANGER = 5;
const SITTING = { keystrokes: 700, pointerActions: 0 };
const canRun = missing('dbus') === null && missing('dbusmock') === null;

/** The agent's own log, read with its key once it has stopped. */
const readAudit = (home: string): readonly AuditRecord[] => {
  const key = unwrap(readKeyFile(home));
  if (key === null) throw new Error('the agent left no key file');
  const log = unwrap(openAuditLog({ path: homePaths(home).audit, key: auditKey(key), now: () => 0 }));
  try {
    return log.list();
  } finally {
    log.close();
  }
};

/** Several sittings laid end to end, a minute apart. */
const write = async (path: string, sittings: readonly SourceEvent[][]): Promise<void> => {
  const writer = await createRecordingWriter(path);
  let offset = 0;
  for (const events of sittings) {
    for (const { timeMs, kind, code, x, y } of events) writer.write(offset + timeMs, kind, code, x, y);
    offset += (events.at(-1)?.timeMs ?? 0) + 61_000;
    await writer.drained();
  }
  await writer.finish();
};

describe('a takeover on a workstation with logind', () => {
  let bus: PrivateBus;
  let logind: LoginSession;
  let workstation: Workstation;
  beforeEach(async () => {
    if (!canRun) return;
    bus = await startPrivateBus();
    logind = await startLoginSession(bus);
    workstation = createWorkstation({ ...bus.env, ...IN_SESSION });
  });
  afterEach(async () => {
    if (!canRun) return;
    await workstation.end();
    await bus.stop();
  });

  it('ends with login1’s Session.Lock, and the log tells why', async (ctx) => {
    needs(ctx, 'dbus', 'dbusmock');
    writeFileSync(
      join(workstation.home, 'policy.json'),
      JSON.stringify({ mode: 'enforce', enforceWhen: 'established' }),
    );
    const input = join(workstation.home, 'input.csv.gz');
    await write(input, [...[1, 2, 3, 4].map((day) => sitting(OWNER, day, SITTING)), sitting(STRANGER, 1, SITTING)]);
    const agent = await workstation.run('--input', input, '--speed', '100');
    await until('the lock to be seen', async () => (await workstation.status()).state === 'locked', 55_000);
    expect(await logind.locks()).toBe(1);
    const locked = await workstation.status();
    expect(locked.session).toMatchObject({ locks: 1 });
    expect(locked.session.prompts).toBeGreaterThanOrEqual(1);
    expect(locked.enrolment.keyboard.established).toBe(true);

    await logind.setLocked(false);
    // The stranger goes on and may be locked out again before the next look; a new session shows the unlock for sure.
    await until('the unlock to be seen', async () => {
      const { session } = await workstation.status();
      return session.startedAt !== locked.session.startedAt;
    });

    await agent.stop();
    const records = readAudit(workstation.home);
    const story = records.map(({ kind, body }) => (typeof body.action === 'string' ? `${kind} ${body.action}` : kind));
    // Notifying takes a moment, so the lock may be intended before the notification is done; all else has one order.
    const order = [
      'action-intended notify',
      'action-intended lock',
      'session-locked',
      'action-done lock',
      'session-unlocked',
    ].map((step) => story.indexOf(step));
    expect(order.every((place) => place >= 0)).toBe(true);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    expect(story.indexOf('action-done notify')).toBeGreaterThan(story.indexOf('action-intended notify'));
    expect(records[story.indexOf('action-done lock')]?.body).toMatchObject({ ok: true, method: 'login1' });
  });
});
