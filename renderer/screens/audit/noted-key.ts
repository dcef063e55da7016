/** What auditors noted of a log earlier, compared with the log as it is. */
import { auditKeySchema, rootKeySchema, type AuditKey } from '../../../contract/audit-proof.ts';

/** A root key alone, or with a record and the hash chain's link there. */
export interface Noted {
  readonly root: string;
  readonly last: { readonly seq: number; readonly link: string } | null;
}

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
};

/** Null: it is neither a root key nor what `samehand audit key --json` prints. */
export const parseNoted = (text: string): Noted | null => {
  const typed = text.trim();
  const root = rootKeySchema.safeParse(typed);
  if (root.success) return { root: root.data, last: null };
  const key = auditKeySchema.safeParse(parsedJson(typed));
  if (!key.success) return null;
  const { lastSeq, link } = key.data;
  return { root: key.data.root, last: lastSeq === 0 ? null : { seq: lastSeq, link } };
};

/** `former`: of an earlier chain of this log. `cut`: the log ends before the noted record. */
export type RootOutcome = 'same' | 'former' | 'other' | 'cut';

export const compareRoot = (noted: Noted, key: AuditKey): RootOutcome => {
  const isFormer = key.former.includes(noted.root);
  if (noted.root !== key.root && !isFormer) return 'other';
  if (noted.last !== null && noted.last.seq > key.lastSeq) return 'cut';
  return isFormer ? 'former' : 'same';
};
