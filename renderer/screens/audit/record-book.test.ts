import { expect, it } from 'vitest';
import type { AuditPage } from '../../../contract/audit-reading.ts';
import { createRecordBook, pageOf, type Span } from './record-book.ts';

/** A log of so many records, numbered from 1, as the agent answers from it. */
const answer = (total: number, { offset, limit }: Span): AuditPage => ({
  total,
  offset,
  records: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) => ({
    seq: total - offset - at,
    at: '2026-11-21T08:00:00Z',
    kind: 'resumed',
    body: {},
  })),
});

it('keeps records at their place from the oldest, in pages that the agent is asked for from the newest', () => {
  const book = createRecordBook();
  book.put(answer(450, { offset: 0, limit: 200 }));
  expect(book.total()).toBe(450);
  expect(book.at(449)?.seq).toBe(450);
  expect(book.at(250)?.seq).toBe(251);
  expect(book.at(249)).toBeUndefined();
  expect(book.isWhole(2, 450)).toBe(true);
  expect(book.isWhole(1, 450)).toBe(false);
  expect(book.spanOf(2)).toEqual({ offset: 0, limit: 50 });
  expect(book.spanOf(1)).toEqual({ offset: 50, limit: 200 });
  book.put(answer(450, book.spanOf(1)));
  expect(book.isWhole(1, 450)).toBe(true);
  expect(book.at(200)?.seq).toBe(201);
});

it('holds the same record in the same place when the log has grown between question and answer', () => {
  const book = createRecordBook();
  book.put(answer(450, { offset: 0, limit: 1 }));
  const span = book.spanOf(0);
  // Seven records came meanwhile: the answer is of records that are newer by seven.
  book.put(answer(457, span));
  expect(book.total()).toBe(457);
  expect(book.at(199)?.seq).toBe(200);
  expect(book.at(7)?.seq).toBe(8);
  expect(book.isWhole(0, 457)).toBe(false);
  book.put(answer(457, book.spanOf(0)));
  expect(book.isWhole(0, 457)).toBe(true);
});

it('begins anew when records were taken out of the log', () => {
  const book = createRecordBook();
  book.put(answer(450, { offset: 0, limit: 200 }));
  book.put(answer(449, { offset: 0, limit: 1 }));
  expect(book.total()).toBe(449);
  expect(book.at(448)?.seq).toBe(449);
  expect(book.at(300)).toBeUndefined();
  expect(book.spanOf(2)).toEqual({ offset: 0, limit: 49 });
});

it('forgets what was fetched longest ago', () => {
  const book = createRecordBook();
  const total = 200 * 100;
  book.put(answer(total, { offset: 0, limit: 1 }));
  for (let page = 0; page < 100; page += 1) book.put(answer(total, book.spanOf(page)));
  expect(book.at(0)).toBeUndefined();
  expect(book.isWhole(99, total)).toBe(true);
  expect(pageOf(total - 1)).toBe(99);
});
