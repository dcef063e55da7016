import { describe, expect, it } from 'vitest';
import { AUDIT_FORMATS } from '../../contract/audit-reading.ts';
import { sampleTime } from './sample-log.fixture.ts';
import { OPEN, SOURCE, verifyBytes, verifyExported, withLog } from './exported-log.fixture.ts';

const RECORDS = 60;
const FILTERS = [
  OPEN,
  { ...OPEN, kinds: ['inactive'] },
  { ...OPEN, from: sampleTime(30), to: sampleTime(40) },
  { ...OPEN, text: 'nowhere' },
];

describe('an export with its proof', () => {
  it.each(AUDIT_FORMATS)('as %s verifies, whatever the filter', async (format) => {
    await withLog(RECORDS, async (log, exported) => {
      for (const filter of FILTERS) {
        const found = await verifyExported(await exported(format, filter));
        expect(found.faults).toEqual([]);
        expect(found).toMatchObject({
          ok: true,
          format,
          filter,
          source: SOURCE,
          first: 1,
          last: RECORDS,
          sealedSeq: RECORDS,
        });
      }
      const whole = await verifyExported(await exported(format));
      expect(whole).toMatchObject({ records: RECORDS, from: log.list()[0]?.at, to: log.list().at(-1)?.at });
    });
  });

  it('verifies when the log has gone on since, within a stretch and over several', async () => {
    await withLog(RECORDS, async (_, exported) => {
      for (const last of [1, 30, 50]) {
        const found = await verifyExported(await exported('jsonl', OPEN, last));
        expect(found).toMatchObject({ ok: true, records: last, last });
      }
    });
  });

  it('verifies where the oldest records were trimmed', async () => {
    await withLog(RECORDS, async (log, exported) => {
      expect(log.trim({ olderThan: sampleTime(40), mostBytes: Infinity, keepAfter: RECORDS })).toBeGreaterThan(10);
      const found = await verifyExported(await exported('csv'));
      expect(found.faults).toEqual([]);
      expect(found.first).toBeGreaterThan(10);
      expect(found.records).toBe(log.list().length);
    });
  });

  it('is not proved by another key, and by none that is no key', async () => {
    await withLog(RECORDS, async (_, exported) => {
      const { text, proof } = await exported('jsonl');
      const [bytes, proofBytes] = [Buffer.from(text), Buffer.from(proof)];
      const stranger = await verifyBytes(bytes, proofBytes, `ed25519:${Buffer.alloc(32, 1).toString('base64')}`);
      expect(stranger).toMatchObject({ ok: false, sealedSeq: 0, faults: [{ fault: 'seal', proofLine: 2 }] });
      expect(await verifyBytes(bytes, proofBytes, 'no key')).toMatchObject({ ok: false, faults: [{ line: 0 }] });
    });
  });

  it('does not mind that the last line has no end', async () => {
    await withLog(RECORDS, async (_, exported) => {
      const { text, proof, root } = await exported('cef');
      expect(await verifyBytes(Buffer.from(text.trimEnd()), Buffer.from(proof.trimEnd()), root)).toMatchObject({
        ok: true,
      });
    });
  });
});
