/** A record as the database has it, and as everyone else has it. */
import type { AuditRecord } from '../../contract/audit.ts';
import { canonicalJson } from '../audit-proof/canonical-json.ts';

export interface AuditRow {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  /** Canonical JSON of an object, unless somebody tampered with it. */
  readonly body: string;
}

/** The object that a body is, or null when it is no JSON, no object, or holds a number beyond what JSON can say. */
export const parseBody = (text: string): AuditRecord['body'] | null => {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
    canonicalJson(body);
    return body as AuditRecord['body'];
  } catch {
    return null;
  }
};

/** A body that is none is shown as it stands, under the name `malformed`: an auditor must see it, not an error. */
export const recordOf = ({ seq, at, kind, body }: AuditRow): AuditRecord => ({
  seq,
  at,
  kind,
  body: parseBody(body) ?? { malformed: body },
});
