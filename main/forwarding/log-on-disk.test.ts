import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { policySchema } from '../../contract/policy.ts';
import { ok, unwrap } from '../../contract/result.ts';
import { openAuditLog } from '../audit/audit-log.ts';
import { startAuditReading } from '../audit/reading-client.ts';
import { createMemorySecrets } from '../keys/memory-secrets.ts';
import { systemSchedule } from '../shared/schedule.ts';
import { SOURCE, createFactsFixture, unlocked } from './bench.fixture.ts';
import { MOST_AT_ONCE } from './batches.ts';
import { createForwarding } from './forwarding.ts';
import { startSearchEngine } from './search-engine.fixture.ts';

const RECORDS = 1_200;
const KEY = new Uint8Array(32).fill(7);

interface Sent {
  readonly event: { readonly sequence: number };
  readonly samehand: { readonly chain_link?: string };
}

it('sends an encrypted log from the disk, with the links of its chain', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'samehand-forwarding-'));
  const path = join(folder, 'audit.db');
  const log = unwrap(openAuditLog({ path, key: KEY, now: Date.now }));
  const reading = startAuditReading({ path, key: KEY });
  const server = await startSearchEngine({});
  const forwarding = createForwarding({
    reading,
    facts: createFactsFixture(),
    secrets: createMemorySecrets(),
    policy: () => policySchema.parse({ forwarding: { elastic: { url: server.url } } }),
    source: () => SOURCE,
    audit: () => undefined,
    require: () => ok('user'),
    now: Date.now,
    schedule: systemSchedule,
    random: () => 0,
    onFault: (cause) => {
      throw cause;
    },
  });
  onTestFinished(async () => {
    await forwarding.close();
    await reading.close();
    log.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const before = (await reading.extent()).lastSeq;
  forwarding.configure();
  const last = log.appendAll(Array.from({ length: RECORDS }, (_, index) => unlocked(index))).at(-1) ?? 0;
  for (let each = 0; each < RECORDS; each += 1) forwarding.appended();
  await expect.poll(() => forwarding.minDelivered(), { timeout: 20_000 }).toBe(last);

  const sent = server.documents().map(({ source }) => source as Sent);
  const own = sent.filter(({ event }) => event.sequence > before);
  expect(own.map(({ event }) => event.sequence)).toEqual(
    Array.from({ length: RECORDS }, (_, index) => before + 1 + index),
  );
  const linked = sent.filter(({ samehand }) => samehand.chain_link !== undefined);
  expect(linked.length).toBeGreaterThanOrEqual(Math.ceil(RECORDS / MOST_AT_ONCE));
  for (const { event, samehand } of linked) {
    expect((await reading.record(event.sequence))?.link).toBe(samehand.chain_link);
  }
});
