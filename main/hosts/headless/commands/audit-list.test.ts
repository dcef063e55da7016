import { expect, it } from 'vitest';
import { AUDIT_PAGE, auditFilterSchema } from '../../../../contract/audit-reading.ts';
import type { AuditRecord } from '../../../../contract/audit.ts';
import type { OpenAudit } from '../with-audit.ts';
import { listRecords } from './audit-list.ts';
import { recordsOfDecision } from './audit-show.ts';

const OPEN = auditFilterSchema.parse({});

const record = (seq: number, decisionId = `decision-${String(seq)}`): AuditRecord => ({
  seq,
  at: '2026-11-21T08:30:00Z',
  kind: 'decision',
  body: { decisionId },
});

/** A log to which `grows` records are added between one page and the next. */
const growing = (count: number, grows: number) => {
  let last = count;
  const asked: number[] = [];
  const ask = ((_: string, { offset, limit, filter }: { offset: number; limit: number; filter: { text?: string } }) => {
    asked.push(offset);
    const all = Array.from({ length: last }, (_each, index) => record(last - index)).filter(({ body }) =>
      String(body.decisionId).includes(filter.text ?? ''),
    );
    last += grows;
    return Promise.resolve({ total: all.length, offset, records: all.slice(offset, offset + limit) });
  }) as unknown as OpenAudit['ask'];
  return { audit: { ask }, asked };
};

it('lists the newest, page after page, as many as were asked for', async () => {
  const { audit, asked } = growing(1_000, 0);
  const { total, records } = await listRecords(audit, OPEN, AUDIT_PAGE + 1);
  expect(total).toBe(1_000);
  expect(records.map(({ seq }) => seq)).toEqual(Array.from({ length: AUDIT_PAGE + 1 }, (_, index) => 1_000 - index));
  expect(asked).toEqual([0, AUDIT_PAGE]);
});

it('ends with the log', async () => {
  expect((await listRecords(growing(AUDIT_PAGE, 0).audit, OPEN, 5_000)).records).toHaveLength(AUDIT_PAGE);
  expect((await listRecords(growing(0, 0).audit, OPEN, 50)).records).toEqual([]);
});

it('lists no record twice when some are written meanwhile', async () => {
  const { records } = await listRecords(growing(1_000, 7).audit, OPEN, 600);
  expect(records.map(({ seq }) => seq)).toEqual(Array.from({ length: 600 }, (_, index) => 1_000 - index));
});

it('finds the records of one decision, and not those that have its id as a part of theirs', async () => {
  const { audit } = growing(120, 0);
  expect(await recordsOfDecision(audit, record(11))).toEqual([record(11)]);
  expect(await recordsOfDecision(audit, { ...record(11), body: {} })).toEqual([]);
});
