/** What an auditor kept elsewhere: a key, or a file with what `samehand audit key` has printed. */
import { readFile } from 'node:fs/promises';
import { auditKeySchema, rootKeySchema, type AuditKey } from '../../../../contract/audit-proof.ts';
import { CodedError } from '../../../../contract/result.ts';
import { keysIn } from '../../../verifier/keys.ts';

export interface KeptKey {
  /** Root keys of one machine, oldest first. */
  readonly keys: readonly string[];
  /** The last record at that time, and the link there; null where only a key was kept. */
  readonly place: { readonly seq: number; readonly link: string } | null;
}

/** As the command prints it for people. */
const PLACE = /Link at record (\d{1,16}): ([A-Za-z0-9+/]{43}=)/;

export const keptKeyOf = ({ root, former, lastSeq, link }: AuditKey): KeptKey => ({
  keys: [...former, root],
  place: lastSeq === 0 ? null : { seq: lastSeq, link },
});

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Null where there is no key in the text. */
export const parseKeptKey = (text: string): KeptKey | null => {
  const printed = auditKeySchema.safeParse(parseJson(text));
  if (printed.success) return keptKeyOf(printed.data);
  const keys = keysIn(text);
  if (keys.length === 0) return null;
  const [, seq, link] = PLACE.exec(text) ?? [];
  return { keys, place: seq === undefined || link === undefined ? null : { seq: Number(seq), link } };
};

/** @throws CodedError `usage` when it is neither a key nor a file with one. */
export const readKeptKey = async (given: string): Promise<KeptKey> => {
  if (rootKeySchema.safeParse(given).success) return { keys: [given], place: null };
  const advice = 'Give what "samehand audit key" has printed, or a file with it.';
  let text: string;
  try {
    text = await readFile(given, 'utf8');
  } catch (cause) {
    const what = given.startsWith('ed25519:') ? 'is not a whole key' : 'is neither a key nor a file that can be read';
    throw new CodedError('usage', `${given} ${what}. ${advice}`, { cause });
  }
  const kept = parseKeptKey(text);
  if (kept === null) throw new CodedError('usage', `${given} has no key in it. ${advice}`);
  return kept;
};
