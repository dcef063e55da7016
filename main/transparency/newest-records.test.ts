import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditRecord } from '../../contract/audit.ts';
import type { AuditReading } from '../audit/reading.ts';
import { isoSeconds } from './iso-seconds.ts';
import { newestRecords, type RecordChunk } from './newest-records.ts';

const NOW = Date.UTC(2026, 0, 5, 9);
const DAY_MS = 86_400_000;

/** A log of locks at these times, which counts what it is asked. */
const logOf = (times: readonly number[]) => {
  const records: AuditRecord[] = times
    .toSorted((a, b) => a - b)
    .map((at, index) => ({ seq: index + 1, at: isoSeconds(at), kind: 'session-locked', body: { by: 'x' } }));
  const asked: number[] = [];
  const reading: Pick<AuditReading, 'between' | 'extent'> = {
    between: (_, from, to, limit) => {
      const found = records.filter(({ at }) => at >= from && at <= to).slice(0, limit);
      asked.push(found.length);
      return Promise.resolve(found);
    },
    extent: () =>
      Promise.resolve({
        records: records.length,
        firstSeq: records[0]?.seq ?? 0,
        lastSeq: records.at(-1)?.seq ?? 0,
        oldestAt: records[0]?.at ?? null,
        newestAt: records.at(-1)?.at ?? null,
      }),
  };
  return { reading, records, asked };
};
const walk = async (reading: Pick<AuditReading, 'between' | 'extent'>, upTo: number, lookMs?: number) => {
  const chunks: RecordChunk[] = [];
  for await (const chunk of newestRecords(reading, ['session-locked'], upTo, lookMs)) chunks.push(chunk);
  return chunks;
};

describe('the walk back through a log', () => {
  it('gives every record up to a time once, newest chunk first', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -400 * 86_400, max: 86_400 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 40 * 86_400 }),
        async (seconds, look) => {
          const { reading, records } = logOf(seconds.map((each) => NOW + each * 1_000));
          const chunks = await walk(reading, NOW, look * 1_000);
          const all = chunks.toReversed().flatMap((chunk) => chunk.records);
          expect(all).toEqual(records.filter(({ at }) => at <= isoSeconds(NOW)));
          for (const chunk of chunks)
            for (const { at } of chunk.records) expect(Date.parse(at)).toBeGreaterThanOrEqual(chunk.from);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('asks for no more than it is asked for itself', async () => {
    const { reading, asked } = logOf(Array.from({ length: 300 }, (_, day) => NOW - day * DAY_MS));
    for await (const { records } of newestRecords(reading, ['session-locked'], NOW)) {
      expect(records).toHaveLength(9);
      break;
    }
    expect(asked).toEqual([9]);
  });

  it('cuts a time with too many records in two', async () => {
    const { reading, records, asked } = logOf(Array.from({ length: 12_000 }, (_, second) => NOW - second * 1_000));
    const chunks = await walk(reading, NOW);
    expect(chunks.toReversed().flatMap((chunk) => chunk.records)).toEqual(records);
    expect(asked.length).toBeLessThan(10);
  });

  it('ends where too many are of one second', async () => {
    const { reading } = logOf([...Array<number>(5_001).fill(NOW), NOW - 1_000]);
    const chunks = await walk(reading, NOW);
    expect(chunks.flatMap((chunk) => chunk.records)).toHaveLength(5_001);
  });

  it('knows that the first record is not the oldest where the clock was set back', async () => {
    const { reading, records } = logOf([NOW, NOW - DAY_MS, NOW - 300 * DAY_MS]);
    const [oldestAt, newestAt] = [isoSeconds(NOW), isoSeconds(NOW)];
    const extent = () => Promise.resolve({ records: 3, firstSeq: 1, lastSeq: 3, oldestAt, newestAt });
    const chunks = await walk({ ...reading, extent }, NOW);
    expect(chunks.toReversed().flatMap((chunk) => chunk.records)).toEqual(records);
  });

  it('asks nothing of an empty log', async () => {
    const { reading, asked } = logOf([]);
    expect([await walk(reading, NOW), asked]).toEqual([[], []]);
  });
});
