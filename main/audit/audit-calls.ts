/** The calls of whoever reads the audit log. Opening, verifying and exporting it are records in it themselves. */
import type { AuditSource } from '../../contract/audit-proof.ts';
import type { AuditFormat } from '../../contract/audit-reading.ts';
import type { AuditEvent } from '../../contract/audit.ts';
import { auditEventSchema } from '../../contract/audit.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import { FORMATS } from '../audit-proof/formats/index.ts';
import type { Handlers } from '../control/dispatch.ts';
import type { Exports } from '../export/exports.ts';
import type { Authority } from '../roles/authority.ts';
import { auditPieces } from './audit-export.ts';
import type { AuditLog } from './audit-log.ts';
import { auditProofPieces } from './audit-proof-pieces.ts';
import { createReaders } from './readers.ts';
import type { AuditAnchor } from './anchor.ts';
import type { AuditReading } from './reading.ts';

export interface AuditCallPorts {
  readonly reading: AuditReading;
  /** The same log, to sign with. */
  readonly log: Pick<AuditLog, 'seal' | 'sign' | 'key'>;
  /** Whose log it is, as exports say it. */
  readonly source: () => AuditSource;
  /** What the keychain knows of the log; null: nothing, or there is no keychain. */
  readonly anchor: () => Promise<AuditAnchor | null>;
  readonly exports: Exports;
  readonly require: Authority['require'];
  readonly audit: (event: AuditEvent) => void;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly monotonicMs: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onProgress: (job: string, done: number, total: number) => void;
}

const KINDS: readonly string[] = auditEventSchema.options.map(({ shape }) => shape.kind.value).sort();

const closed = () => err('needs-auditor', 'The audit log is no longer open for you. Open the log again.');

export const createAuditCalls = (
  ports: AuditCallPorts,
): Pick<
  Handlers,
  'audit.open' | 'audit.query' | 'audit.verify' | 'audit.record' | 'audit.key' | 'audit.export' | 'audit.proof'
> => {
  const { reading, exports, audit } = ports;
  const readers = createReaders(ports);

  /** Where there is neither auditor nor administrator, the employee's code stands in. */
  const requireReader = (grant: string | undefined): Result<string> => {
    // Asked without the grant: asking with it would spend the code that it stands for.
    const nobody = ports.require('auditor', undefined);
    return ports.require(!nobody.ok && nobody.code === 'not-allowed' ? 'code' : 'auditor', grant);
  };

  const fileName = (format: AuditFormat): string =>
    `samehand-audit-${new Date(ports.now()).toISOString().slice(0, 10)}.${FORMATS[format].extension}`;

  return {
    'audit.open': ({ grant }) => {
      const by = requireReader(grant);
      if (!by.ok) return Promise.resolve(by);
      audit({ kind: 'audit-opened', body: { by: by.value } });
      return Promise.resolve(ok({ reader: readers.open(by.value), kinds: [...KINDS] }));
    },

    'audit.query': async ({ reader: token, filter, offset, limit }) => {
      const reader = readers.use(token);
      return reader === null ? closed() : ok(await reading.query(filter, offset, limit, reader.id));
    },

    'audit.verify': async ({ reader: token, job }) => {
      const reader = readers.use(token);
      if (reader === null) return closed();
      const found = await reading.verify(
        (done, total) => {
          ports.onProgress(job, done, total);
        },
        await ports.anchor(),
      );
      readers.use(token);
      const { ok: isSound, records, faultCount } = found;
      audit({ kind: 'audit-verified', body: { by: reader.by, ok: isSound, records, faults: faultCount } });
      return ok(found);
    },

    'audit.record': async ({ reader: token, seq }) => {
      if (readers.use(token) === null) return closed();
      const found = await reading.record(seq);
      const message = `There is no record ${String(seq)}. List the records to see which there are.`;
      return found === null ? err('not-found', message) : ok(found);
    },

    'audit.key': () => Promise.resolve(ok(ports.log.key())),

    'audit.export': async ({ reader: token, filter, format, afterSeq, upTo, grant }) => {
      if (readers.use(token) === null) return closed();
      const by = requireReader(grant);
      if (!by.ok) return by;
      const last = upTo ?? (await reading.extent()).lastSeq;
      const totalTo = async (seq: number): Promise<number> =>
        seq === 0 ? 0 : (await reading.after(filter, 0, 1, seq)).total;
      const total = Math.max(0, (await totalTo(last)) - (await totalTo(afterSeq)));
      audit({ kind: 'audit-exported', body: { by: by.value, format, records: total } });
      const pieces = auditPieces(reading, { filter, format, source: ports.source(), afterSeq, upTo: last, total });
      return ok({ ...exports.begin({ fileName: fileName(format), total, pieces }), upTo: last });
    },

    'audit.proof': async ({ reader: token, filter, format, upTo }) => {
      if (readers.use(token) === null) return closed();
      const { firstSeq, lastSeq } = await reading.extent();
      if (upTo > lastSeq)
        return err('usage', `The log ends with record ${String(lastSeq)}. Ask for no more than that.`);
      ports.log.seal();
      const proof = { filter, format, source: ports.source(), first: firstSeq, last: upTo };
      const pieces = auditProofPieces(ports, proof);
      return ok(exports.begin({ fileName: `${fileName(format)}.proof`, total: upTo, pieces }));
    },
  };
};
