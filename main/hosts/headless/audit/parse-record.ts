/** The records that the lines of an export carry. */
import type { AuditSource } from '../../../../contract/audit-proof.ts';
import type { AuditFormat } from '../../../../contract/audit-reading.ts';
import type { ChainedRecord } from '../../../audit-proof/chain.ts';
import { FORMATS } from '../../../audit-proof/formats/index.ts';

const NOBODY: AuditSource = { machine: '', user: '', hostname: null, version: '' };

/** How many lines stand before the first record. */
export const headLines = (format: AuditFormat): number => (FORMATS[format].head(NOBODY) === '' ? 0 : 1);

/** A line that was read up to its line feed, without what else ends it in this format. */
export const withoutEnding = (format: AuditFormat, line: string): string =>
  FORMATS[format].ending === '\r\n' && line.endsWith('\r') ? line.slice(0, -1) : line;

/** Null for a line that carries none: a head, or what was cut off. */
export const parseRecord = (format: AuditFormat, line: string): ChainedRecord | null =>
  FORMATS[format].recordOf(withoutEnding(format, line));
