import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { policySchema } from '../../contract/policy.ts';
import { ok } from '../../contract/result.ts';
import { createAuthority } from '../../tests/support/authority.ts';
import { needs } from '../../tests/support/needs.ts';
import { createRsyslog } from '../../tests/support/rsyslog.ts';
import { createRandom } from '../../ml/random.ts';
import { createMemorySecrets } from '../keys/memory-secrets.ts';
import { systemSchedule, type Schedule } from '../shared/schedule.ts';
import { SOURCE, createFactsFixture, createLogFixture, unlocked } from './bench.fixture.ts';
import { createForwarding } from './forwarding.ts';
import { CONNECTION_LIMIT_MS, LINGER_MS } from './one-connection.ts';

const RECORDS = 5_000;
const RESTARTS = 8;
/** Waits between batches and after failures; connections take the time they take. */
const FASTER = 20;
const schedule: Schedule = (callback, ms) =>
  systemSchedule(callback, ms === LINGER_MS || ms === CONNECTION_LIMIT_MS ? ms : ms / FASTER);

/** Numbers as they stand in what was written; a kill may have torn a line, whose rest the next message goes on. */
const seqsIn = (messages: readonly string[]): number[] =>
  messages.flatMap((line) => {
    const [, seq] = /\{"at":"[^{]*"body":\{"by":"user \d+"\},"kind":"session-unlocked","seq":(\d+)\}$/.exec(line) ?? [];
    return seq === undefined ? [] : [Number(seq)];
  });

it('loses nothing, and leaves the order, while a real rsyslog is restarted and killed in the middle', async (ctx) => {
  needs(ctx, 'linux', 'rsyslog');
  const folder = mkdtempSync(join(tmpdir(), 'samehand-restarts-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const authority = await createAuthority('Test authority');
  const { certificate, key } = await authority.issue('localhost');
  const server = await createRsyslog({ folder, ca: authority.certificate, certificate, key });
  onTestFinished(() => server.stop('SIGKILL'));
  await server.start();
  const caFile = join(folder, 'authority.pem');
  writeFileSync(caFile, authority.certificate);

  const uniform = createRandom(20_260_302);
  const log = createLogFixture();
  const faults: unknown[] = [];
  const forwarding = createForwarding({
    reading: log.reading,
    facts: createFactsFixture(),
    secrets: createMemorySecrets(),
    policy: () =>
      policySchema.parse({ forwarding: { syslog: { host: 'localhost', port: server.port, format: 'jsonl', caFile } } }),
    source: () => SOURCE,
    audit: () => undefined,
    require: () => ok('user'),
    now: Date.now,
    schedule,
    random: uniform,
    onFault: (cause) => faults.push(cause),
  });
  onTestFinished(() => forwarding.close());
  await sleep(50);

  const write = (count: number): void => {
    for (let each = 0; each < count; each += 1) {
      log.append(unlocked(log.records.length));
      forwarding.appended();
    }
  };
  const perRestart = RECORDS / RESTARTS;
  for (let restart = 0; restart < RESTARTS; restart += 1) {
    write(perRestart);
    await sleep(100 + uniform() * 2_000);
    await server.stop(restart % 2 === 0 ? 'SIGKILL' : 'SIGTERM');
    await sleep(uniform() * 500);
    await server.start();
  }
  await expect.poll(() => forwarding.minDelivered(), { timeout: 60_000 }).toBe(RECORDS);

  const seqs = seqsIn(server.messages());
  const first = [...new Set(seqs)];
  expect(first).toEqual(Array.from({ length: RECORDS }, (_, index) => index + 1));
  expect(faults).toEqual([]);
  // Else no restart was in the middle of anything.
  expect(seqs.length).toBeGreaterThan(RECORDS);
  await ctx.annotate(`${String(seqs.length - RECORDS)} records came more than once`);
}, 180_000);
