/** What an auditor keeps of a log, as people read it; `kept-key.ts` reads it back. */
import type { AuditKey } from '../../../../contract/audit-proof.ts';

export const keyLines = ({ root, chain, former, records, lastSeq, sealedSeq, link }: AuditKey): readonly string[] => [
  root,
  '',
  `Chain ${String(chain)}, ${String(records)} records up to ${String(lastSeq)}, signed up to ${String(sealedSeq)}.`,
  `Link at record ${String(lastSeq)}: ${link}`,
  ...former.map((key, index) => `Key of chain ${String(chain - former.length + index)}, which could not go on: ${key}`),
  '',
  'Keep this outside of this machine. The key shows that a log or an export is of this machine; the link, that no',
  'record up to there was taken away or changed since.',
];
