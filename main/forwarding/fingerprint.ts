/** What tells a record from any other, and says nothing of it to who does not know it: the chain's leaf. */
import { createHash } from 'node:crypto';
import type { AuditRecord } from '../../contract/audit.ts';
import { leafOf } from '../audit-proof/chain.ts';
import { textOf } from '../audit-proof/formats/record-text.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** 32 hexadecimal digits of its leaf. */
export const fingerprintOf = (record: AuditRecord): string =>
  Buffer.from(leafOf(sha256, textOf(record)))
    .toString('hex')
    .slice(0, 32);
