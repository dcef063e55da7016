import { beforeEach, describe, expect, it } from 'vitest';
import { auditFilterSchema, type AuditFilter, type AuditFormat } from '../../contract/audit-reading.ts';
import type { AuditRecord } from '../../contract/audit.ts';
import { unwrap } from '../../contract/result.ts';
import { IN_MEMORY } from '../store/database.ts';
import { auditPieces, type AuditExport } from './audit-export.ts';
import { openAuditLog, type AuditLog } from './audit-log.ts';
import { createInMemoryReading } from './in-memory-reading.ts';
import { NO_AUDIT_READING } from './no-reading.ts';

const OPEN = auditFilterSchema.parse({});

let log: AuditLog;
beforeEach(() => {
  log = unwrap(openAuditLog({ path: IN_MEMORY, key: null, now: () => Date.UTC(2026, 10, 21) }));
});

const exportOf = (format: AuditFormat, total: number, filter: AuditFilter = OPEN): AuditExport => ({
  filter,
  format,
  source: { machine: 'machine-1', user: 'user-1', hostname: null, version: '1.0.0' },
  afterSeq: 0,
  upTo: Number.MAX_SAFE_INTEGER,
  total,
});

const piecesOf = async (format: AuditFormat, total: number, filter: AuditFilter = OPEN) => {
  const pieces: { readonly text: string; readonly done: number }[] = [];
  for await (const piece of auditPieces(createInMemoryReading(log), exportOf(format, total, filter)))
    pieces.push(piece);
  return pieces;
};
const textOf = async (format: AuditFormat, total: number, filter: AuditFilter = OPEN): Promise<string> =>
  (await piecesOf(format, total, filter)).map(({ text }) => text).join('');

/** Rows and fields of RFC 4180, read a character at a time. */
const readCsv = (text: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const next = text.charAt(at);
    if (isQuoted && next === '"' && text.charAt(at + 1) === '"') {
      field += '"';
      at += 1;
    } else if (next === '"') isQuoted = !isQuoted;
    else if (isQuoted || (next !== ',' && next !== '\r')) field += next;
    else {
      row.push(field);
      field = '';
      if (next === '\r') {
        expect(text.charAt((at += 1))).toBe('\n');
        rows.push(row);
        row = [];
      }
    }
  }
  expect([row, field, isQuoted]).toEqual([[], '', false]);
  return rows;
};

describe('an audit log as text', () => {
  it('is a canonical record a line', async () => {
    log.append({ kind: 'session-locked', body: { by: 'a "user",\nof Köln' } });
    log.append({ kind: 'paused', body: { minutes: 5, by: 'x' } });
    expect(await textOf('jsonl', 2)).toBe(
      '{"at":"2026-11-21T00:00:00Z","body":{"by":"a \\"user\\",\\nof Köln"},"kind":"session-locked","seq":1}\n' +
        '{"at":"2026-11-21T00:00:00Z","body":{"by":"x","minutes":5},"kind":"paused","seq":2}\n',
    );
  });

  it('is CSV that reads back as the records', async () => {
    log.append({ kind: 'session-locked', body: { by: 'a "user", of\r\nKöln' } });
    log.append({ kind: 'paused', body: { minutes: 5, by: '=1+1' } });
    const [head, ...rows] = readCsv(await textOf('csv', 2));
    expect(head).toEqual(['seq', 'at', 'kind', 'body']);
    expect(rows.map(([seq, at, kind, body]) => ({ seq: Number(seq), at, kind, body: JSON.parse(body ?? '') }))).toEqual(
      log.list(),
    );
  });

  it.each(['=1+1', '+1', '-1', '@x', '\tx'])('gives a spreadsheet no formula to reckon: %j', async (kind) => {
    const forged: AuditRecord = { seq: 1, at: kind, kind, body: {} };
    const reading = { ...NO_AUDIT_READING, after: () => Promise.resolve({ total: 1, records: [forged] }) };
    let text = '';
    for await (const piece of auditPieces(reading, exportOf('csv', 1))) text += piece.text;
    expect(readCsv(text)[1]).toEqual(['1', `'${kind}`, `'${kind}`, '{}']);
  });

  it('is the head alone, or nothing, where there are no records', async () => {
    expect(await piecesOf('csv', 0)).toEqual([{ text: 'seq,at,kind,body\r\n', done: 0 }]);
    expect(await piecesOf('jsonl', 0)).toEqual([]);
  });

  it('comes in pieces of a thousand records, without those that were written later', async () => {
    for (let index = 0; index < 2_201; index += 1) log.append({ kind: 'inactive', body: { idleSeconds: index } });
    const pieces = auditPieces(createInMemoryReading(log), exportOf('jsonl', 2_201));
    const first = await pieces.next();
    expect(first.value).toMatchObject({ done: 1_000 });
    log.append({ kind: 'audit-exported', body: { by: 'auditor', format: 'jsonl', records: 2_201 } });
    const done: number[] = [];
    const seqs: number[] = [];
    for await (const { text, done: reached } of pieces) {
      done.push(reached);
      seqs.push(...text.split('\n').flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as AuditRecord).seq])));
    }
    expect(done).toEqual([2_000, 2_201]);
    expect(seqs).toEqual(Array.from({ length: 1_201 }, (_, index) => 1_001 + index));
  });

  it('comes in smaller pieces where records are large', async () => {
    for (let index = 0; index < 4; index += 1)
      log.append({ kind: 'session-locked', body: { by: 'x'.repeat(300_000) } });
    expect((await piecesOf('jsonl', 4)).map(({ done }) => done)).toEqual([2, 4]);
  });

  it('is filtered', async () => {
    for (let index = 0; index < 30; index += 1) {
      log.append({ kind: 'inactive', body: { idleSeconds: index } });
      log.append({ kind: 'session-locked', body: { by: 'x' } });
    }
    const lines = (await textOf('jsonl', 30, { ...OPEN, kinds: ['inactive'] })).trimEnd().split('\n');
    expect(lines).toHaveLength(30);
    expect(lines.every((line) => line.includes('inactive'))).toBe(true);
  });

  it('that comes to an early end is an error, not a short text', async () => {
    log.append({ kind: 'session-locked', body: { by: 'x' } });
    await expect(textOf('jsonl', 2)).rejects.toThrow('Records went missing during the export. Verify the audit log.');
  });
});
