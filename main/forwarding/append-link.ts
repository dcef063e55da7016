/** The hash chain's link beside a record that goes out, where the format has room for it. */
import type { AuditFormat } from '../../contract/audit-reading.ts';
import { assertNever } from '../../contract/result.ts';

type Json = Readonly<Record<string, unknown>>;

/** Sets one member of an object that is itself a member; what else is in it stays. */
const withMember = (line: string, name: string, member: string, value: string): string => {
  const document = JSON.parse(line) as Json;
  return JSON.stringify({ ...document, [name]: { ...(document[name] as Json | undefined), [member]: value } });
};

/**
 * JSON Lines and CSV are the record itself and stay as they are. Records of the same log can be held against the others
 * by the link at any later one: from there the chain can be recomputed.
 *
 * @param line a record as the format writes it
 * @param link 32 bytes in base64, or null
 */
export const appendLink = (format: AuditFormat, line: string, link: string | null): string => {
  if (link === null) return line;
  switch (format) {
    case 'cef':
      return `${line} cs2Label=link cs2=${link.replaceAll('=', String.raw`\=`)}`;
    case 'ocsf':
      return withMember(line, 'unmapped', 'link', link);
    case 'ecs':
      return withMember(line, 'samehand', 'chain_link', link);
    case 'jsonl':
    case 'csv':
      return line;
    default:
      return assertNever(format);
  }
};
