/** A record of the audit log as the event it tells of. */
import { auditEventSchema, type AuditEvent, type AuditKind, type AuditRecord } from '../../contract/audit.ts';

export type EventOf<K extends AuditKind> = Extract<AuditEvent, { kind: K }>;

/** Null for one of another kind, and for one that is not in the form of this version. */
export const recordEvent = <K extends AuditKind>(
  kinds: readonly K[],
  { kind, body }: Pick<AuditRecord, 'kind' | 'body'>,
): EventOf<K> | null => {
  const isWanted = (event: AuditEvent): event is EventOf<K> => kinds.some((each) => each === event.kind);
  const parsed = auditEventSchema.safeParse({ kind, body });
  return parsed.success && isWanted(parsed.data) ? parsed.data : null;
};
