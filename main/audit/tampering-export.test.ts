/**
 * Random tamperings with exports and their proofs, each of which has to be found, with its place. What counts as the place:
 * a fault's lines contain the line that was tampered with; for a line that is gone, the one before it. Where the proof was
 * made to fit, or is another, it is the export as a whole. What is no tampering: the line break at the very end gone.
 */
import { beforeAll, expect, it } from 'vitest';
import { AUDIT_FORMATS } from '../../contract/audit-reading.ts';
import { createRandom } from '../../ml/random.ts';
import type { ExportFault } from '../audit-proof/export-faults.ts';
import { OPEN, verifyBytes, verifyExported, withLog, type ExportedLog } from './exported-log.fixture.ts';
import { EXPORT_TAMPERINGS, type ExportTampering } from './tampered-export.fixture.ts';

const RECORDS = 60;
const EACH = 300;
const TIMEOUT_MS = 180_000;

let all: readonly ExportedLog[] = [];
beforeAll(async () => {
  all = await withLog(RECORDS, async (_, exported) => {
    const made: ExportedLog[] = [];
    for (const format of AUDIT_FORMATS) {
      made.push(await exported(format), await exported(format, { ...OPEN, kinds: ['inactive'] }, 50));
    }
    return made;
  });
});

const isNamed = ({ line, proofLine }: ExportTampering, faults: readonly ExportFault[]): boolean => {
  if (line !== undefined) return faults.some((each) => each.line > 0 && each.line <= line && line <= each.lastLine + 1);
  if (proofLine === undefined) return faults.length > 0;
  return faults.some(
    (each) => each.proofLine > 0 && each.proofLine <= proofLine && proofLine <= each.lastProofLine + 1,
  );
};

it('finds nothing where nothing was done', async () => {
  for (const exported of all) expect(await verifyExported(exported)).toMatchObject({ ok: true, faults: [] });
});

it.each(Object.entries(EXPORT_TAMPERINGS))(
  'finds %s, and where',
  async (name, tamper) => {
    let done = 0;
    for (let seed = 0; done < EACH; seed += 1) {
      const random = createRandom(seed);
      const exported = all[seed % all.length] as ExportedLog;
      const tampered = tamper(exported, random, all);
      if (tampered === null) continue;
      done += 1;
      const found = await verifyBytes(tampered.text, tampered.proof, tampered.root);
      const where = `line ${String(tampered.line)}, line of the proof ${String(tampered.proofLine)}`;
      const told = `${name}, seed ${String(seed)}, ${exported.format}, ${where}: ${JSON.stringify(found.faults)}`;
      expect(found.ok, told).toBe(false);
      expect(isNamed(tampered, found.faults), told).toBe(true);
    }
  },
  TIMEOUT_MS,
);
