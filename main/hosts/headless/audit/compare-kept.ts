/** Whether a log is still the one that an auditor has noted: what was cut off or replaced since then shows here alone. */
import type { AuditFault, AuditVerification } from '../../../../contract/audit-reading.ts';
import type { KeptKey } from './kept-key.ts';

/** What the log says of itself now. */
export interface LogNow {
  /** Root keys of all its chains. */
  readonly keys: readonly string[];
  /** Link at a record; null where there is no such record. */
  linkAt(seq: number): Promise<string | null>;
}

/** The verification, and with it what is not as it was noted. */
export const compareKept = async (found: AuditVerification, kept: KeptKey, now: LogNow): Promise<AuditVerification> => {
  const faults: AuditFault[] = [];
  if (!kept.keys.some((key) => now.keys.includes(key))) {
    const message = `The log has the key ${now.keys.at(-1) ?? 'of none'}, not the one that was kept: it is another log.`;
    faults.push({ seq: 0, lastSeq: 0, fault: 'seal', message });
  }
  // What was removed as the policy has it proves nothing any more, and is no fault.
  if (kept.place !== null && kept.place.seq >= found.firstSeq) {
    const { seq, link } = kept.place;
    const linkNow = await now.linkAt(seq);
    if (linkNow === null) {
      const message = `Record ${String(seq)} was there when the key was kept, and is not there any more.`;
      faults.push({ seq, lastSeq: seq, fault: 'truncated', message });
    } else if (linkNow !== link) {
      const message = `Record ${String(seq)}, or one before it, is not what it was when the key was kept.`;
      faults.push({ seq, lastSeq: seq, fault: 'replayed', message });
    }
  }
  if (faults.length === 0) return found;
  return { ...found, ok: false, faults: [...faults, ...found.faults], faultCount: found.faultCount + faults.length };
};
