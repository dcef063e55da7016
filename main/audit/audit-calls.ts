/** The calls of whoever reads the audit log. Opening, verifying and exporting it are records in it themselves. */
import type { AuditEvent } from '../../contract/audit.ts';
import { auditEventSchema } from '../../contract/audit.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import type { Handlers } from '../control/dispatch.ts';
import type { Exports } from '../export/exports.ts';
import type { Authority } from '../roles/authority.ts';
import { auditPieces } from './audit-export.ts';
import { createReaders } from './readers.ts';
import type { AuditReading } from './reading.ts';

export interface AuditCallPorts {
  readonly reading: AuditReading;
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
): Pick<Handlers, 'audit.open' | 'audit.query' | 'audit.verify' | 'audit.export'> => {
  const { reading, exports, audit } = ports;
  const readers = createReaders(ports);

  /** Where there is neither auditor nor administrator, the employee's code stands in. */
  const requireReader = (grant: string | undefined): Result<string> => {
    // Asked without the grant: asking with it would spend the code that it stands for.
    const nobody = ports.require('auditor', undefined);
    return ports.require(!nobody.ok && nobody.code === 'not-allowed' ? 'code' : 'auditor', grant);
  };

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
      const found = await reading.verify((done, total) => {
        ports.onProgress(job, done, total);
      });
      readers.use(token);
      const { ok: isSound, records, faultCount } = found;
      audit({ kind: 'audit-verified', body: { by: reader.by, ok: isSound, records, faults: faultCount } });
      return ok(found);
    },

    'audit.export': async ({ reader: token, filter, format, grant }) => {
      if (readers.use(token) === null) return closed();
      const by = requireReader(grant);
      if (!by.ok) return by;
      const { total } = await reading.after(filter, 0, 1);
      audit({ kind: 'audit-exported', body: { by: by.value, format, records: total } });
      const day = new Date(ports.now()).toISOString().slice(0, 10);
      const fileName = `samehand-audit-${day}.${format}`;
      return ok(exports.begin({ fileName, total, pieces: auditPieces(reading, filter, format, total) }));
    },
  };
};
