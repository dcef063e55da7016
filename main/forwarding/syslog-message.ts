/** A record as a message of RFC 5424, framed as RFC 5425 has it. */
import type { AuditSource } from '../../contract/audit-proof.ts';
import type { AuditRecord } from '../../contract/audit.ts';
import { severityOf, type Severity } from '../audit-proof/formats/severity.ts';
import { assertNever } from '../../contract/result.ts';

/** "Log audit" in the table of facilities. */
const FACILITY = 13;
const FACILITIES_BEGIN = 8;
const MOST_HOSTNAME = 255;
const MOST_MSGID = 32;

/** RFC 5424, 6.2.1: 3 error, 4 warning, 5 notice, 6 informational. */
const severityNumber = (severity: Severity): number => {
  switch (severity) {
    case 'informational':
      return 6;
    case 'low':
      return 5;
    case 'medium':
      return 4;
    case 'high':
      return 3;
    default:
      return assertNever(severity);
  }
};

/** PRINTUSASCII of the grammar: anything else becomes an underscore; empty becomes the nil value. */
const word = (text: string, most: number): string => text.replaceAll(/[^\x21-\x7e]/g, '_').slice(0, most) || '-';

/** PARAM-VALUE of the grammar. */
const quoted = (text: string): string => `"${text.replaceAll(/["\\\]]/g, String.raw`\$&`)}"`;

/**
 * @param text the record as a format writes it. It stands without a byte order mark (MSG-ANY), which parsers of CEF and
 *   JSON stumble over.
 */
export const syslogMessage = (record: AuditRecord, source: AuditSource, text: string): string => {
  const priority = FACILITY * FACILITIES_BEGIN + severityNumber(severityOf(record));
  const host = word(source.hostname ?? source.machine, MOST_HOSTNAME);
  // "origin" is one of the elements that the RFC registers.
  const origin = `[origin software="Samehand" swVersion=${quoted(source.version)}]`;
  return `<${String(priority)}>1 ${record.at} ${host} samehand - ${word(record.kind, MOST_MSGID)} ${origin} ${text}`;
};

/** Octet counting: a message may hold anything, and ends where it says. */
export const frame = (message: string): Buffer => {
  const bytes = Buffer.from(message, 'utf8');
  return Buffer.concat([Buffer.from(`${String(bytes.length)} `, 'latin1'), bytes]);
};
