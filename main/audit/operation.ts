/** An operation that the audit log names before it is done and again after: a crash in between shows as one without an end. */
import type { AuditEvent, Operation } from '../../contract/audit.ts';

export interface OperationPorts {
  /** Throws when it cannot be written: then nothing is done. */
  readonly record: (event: AuditEvent) => void;
  /** Never throws: what is done is done, whether or not it can be written down. */
  readonly audit: (event: AuditEvent) => void;
  readonly newId: () => string;
}

/** Does the work and passes on what comes of it, be it a value or an exception. */
export const carryOut = async <T>(
  { record, audit, newId }: OperationPorts,
  operation: Operation,
  by: string,
  work: () => Promise<T>,
): Promise<T> => {
  const operationId = newId();
  record({ kind: 'operation-intended', body: { operationId, operation, by } });
  const done = (ok: boolean, message: string): void => {
    audit({ kind: 'operation-done', body: { operationId, operation, ok, message } });
  };
  let value: T;
  try {
    value = await work();
  } catch (cause) {
    done(false, cause instanceof Error ? cause.message : String(cause));
    throw cause;
  }
  done(true, '');
  return value;
};
