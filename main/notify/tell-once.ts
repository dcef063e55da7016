/** What lasts is told of once, and again only after it was over: attempts that repeat would fill every mailbox. */
import type { AuditEvent } from '../../contract/audit.ts';
import type { NotificationKind } from '../../contract/policy-delivery.ts';

/** The condition that an event shows to be over. */
const endedBy = (event: AuditEvent): NotificationKind | null => {
  const { kind, body } = event;
  if (kind === 'session-locked' || (kind === 'action-done' && body.action === 'lock' && body.ok)) return 'lock-failed';
  if (kind === 'sensor-state' && body.state === 'running') return 'not-seeing';
  return kind === 'storage-recovered' ? 'storage-degraded' : null;
};

const LASTING: ReadonlySet<NotificationKind> = new Set(['lock-failed', 'not-seeing', 'storage-degraded']);

/** Takes every event with the kind it has for others, and answers whether that is news. */
export const createTellOnce = (): ((event: AuditEvent, kind: NotificationKind | null) => boolean) => {
  const going = new Set<NotificationKind>();
  return (event, kind) => {
    const ended = endedBy(event);
    if (ended !== null) going.delete(ended);
    if (kind === null || going.has(kind)) return false;
    if (LASTING.has(kind)) going.add(kind);
    return true;
  };
};
