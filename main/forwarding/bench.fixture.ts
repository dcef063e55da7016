/** A log in memory and what else a forwarder needs, for tests. */
import type { AuditSource } from '../../contract/audit-proof.ts';
import type { AuditEvent, AuditRecord } from '../../contract/audit.ts';
import { openAccess } from '../access/access-store.ts';
import type { Facts } from '../access/facts.ts';
import { canonicalJson } from '../audit-proof/canonical-json.ts';
import { createInMemoryReading } from '../audit/in-memory-reading.ts';
import type { AuditReading } from '../audit/reading.ts';
import { unwrap } from '../../contract/result.ts';
import { IN_MEMORY } from '../store/database.ts';

export const SOURCE: AuditSource = { machine: 'machine-1', user: 'u1', hostname: 'desk-7', version: '1.2.3' };

export interface LogFixture {
  readonly records: readonly AuditRecord[];
  readonly reading: AuditReading;
  append(event: AuditEvent): void;
  /** Takes records away at the beginning, as retention does. */
  trim(upTo: number): void;
  /** Another log in its place, empty. */
  beginAnew(): void;
}

/** Not the chain's, but as different from one another. */
export const linkAt = (seq: number): string => Buffer.alloc(32, seq % 256).toString('base64');

export const createLogFixture = (): LogFixture => {
  let records: AuditRecord[] = [];
  let next = 1;
  const base = createInMemoryReading({ list: () => records });
  return {
    get records() {
      return records;
    },
    reading: {
      ...base,
      record: (seq) => {
        const record = records.find((each) => each.seq === seq);
        return Promise.resolve(
          record === undefined ? null : { record, leaf: linkAt(0), link: linkAt(seq), seal: null },
        );
      },
    },
    append: ({ kind, body }) => {
      const at = new Date(Date.UTC(2026, 2, 2, 9, 0, next)).toISOString().replace(/\.\d+Z$/, 'Z');
      records.push({ seq: next, at, kind, body: JSON.parse(canonicalJson(body)) as AuditRecord['body'] });
      next += 1;
    },
    trim: (upTo) => {
      records = records.filter(({ seq }) => seq > upTo);
    },
    beginAnew: () => {
      records = [];
      next = 1;
    },
  };
};

export const createFactsFixture = (): Facts => unwrap(openAccess({ path: IN_MEMORY, key: null })).facts;

/** Told from others by its number. */
export const unlocked = (number: number): AuditEvent => ({
  kind: 'session-unlocked',
  body: { by: `user ${String(number)}` },
});
