/** Exports with their proofs, out of a real log, by the same code that the agent's calls use. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditFilterSchema, type AuditFilter, type AuditFormat } from '../../contract/audit-reading.ts';
import { unwrap } from '../../contract/result.ts';
import { linesOf } from '../audit-proof/split-lines.ts';
import { verifyExport, type ExportVerification } from '../audit-proof/verify-export.ts';
import { auditPieces } from './audit-export.ts';
import { openAuditLog, type AuditLog } from './audit-log.ts';
import { auditProofPieces } from './audit-proof-pieces.ts';
import { createLogReader, type LogReader, type Steps } from './log-reader.ts';
import type { AuditReading } from './reading.ts';
import { KEY, connectTo, sampleTime } from './sample-log.fixture.ts';
import { sha256, verifySignature } from './signing-key.ts';
import { seededBytes } from './seeded-bytes.fixture.ts';

export const SOURCE = { machine: 'machine-1', user: 'user-1', hostname: 'workstation-7', version: '1.2.3' };
export const OPEN = auditFilterSchema.parse({});

const done = <T>(steps: Steps<T>): Promise<T> => {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return Promise.resolve(step.value);
};

/** What an export needs of a log's reading, without a thread. */
export const directReading = (reader: LogReader): Pick<AuditReading, 'after' | 'proof'> => ({
  after: (filter, afterSeq, limit, upTo) => done(reader.after(filter, afterSeq, limit, upTo ?? null)),
  proof: (filter, range, from) => done(reader.proof(filter, range, from)),
});

export interface ExportedLog {
  readonly format: AuditFormat;
  readonly text: string;
  readonly proof: string;
  readonly root: string;
}

const textOf = async (pieces: AsyncIterable<{ readonly text: string }>): Promise<string> => {
  let text = '';
  for await (const piece of pieces) text += piece.text;
  return text;
};

/** A log that is sealed every now and then, and exported as asked. */
export const withLog = async <T>(
  records: number,
  use: (
    log: AuditLog,
    exported: (format: AuditFormat, filter?: AuditFilter, last?: number) => Promise<ExportedLog>,
  ) => Promise<T>,
): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'samehand-exported-'));
  const path = join(folder, 'audit.db');
  let minute = 0;
  const now = (): number => Date.parse(sampleTime((minute += 1)));
  const log = unwrap(openAuditLog({ path, key: KEY, now, randomBytes: seededBytes(1) }));
  for (let index = 1; index < records; index += 1) {
    log.append(
      index % 3 === 0
        ? { kind: 'inactive', body: { idleSeconds: index } }
        : { kind: 'session-locked', body: { by: `=ÄNNE "${String(index)}"|\\` } },
    );
    if (index % 11 === 0) log.seal();
  }
  const db = connectTo(path);
  const reader = createLogReader(db);
  const reading = directReading(reader);
  try {
    return await use(log, async (format, filter = OPEN, last = log.key().lastSeq) => {
      log.seal();
      const { total } = await reading.after(filter, 0, 1, last);
      const first = reader.extent().firstSeq;
      return {
        format,
        text: await textOf(auditPieces(reading, { filter, format, source: SOURCE, afterSeq: 0, upTo: last, total })),
        proof: await textOf(auditProofPieces({ reading, log, now }, { filter, format, source: SOURCE, first, last })),
        root: log.key().root,
      };
    });
  } finally {
    db.close();
    log.close();
    rmSync(folder, { recursive: true });
  }
};

const once = (bytes: Uint8Array): AsyncIterable<string> => linesOf([bytes]);

export const verifyBytes = (text: Uint8Array, proof: Uint8Array, root: string): Promise<ExportVerification> =>
  verifyExport({ lines: once(text), proof: once(proof), root, sha256, verifySignature });

export const verifyExported = ({ text, proof, root }: ExportedLog): Promise<ExportVerification> =>
  verifyBytes(Buffer.from(text), Buffer.from(proof), root);
