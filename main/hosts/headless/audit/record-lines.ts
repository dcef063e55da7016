/** Records of the audit log as a terminal shows them. */
import type { Seal } from '../../../../contract/audit-proof.ts';
import { auditEventSchema, type AuditRecord } from '../../../../contract/audit.ts';
import type { CallResult } from '../../../../contract/ipc.ts';
import { canonicalJson } from '../../../audit-proof/canonical-json.ts';
import { describeEvent } from '../../../notify/describe-event.ts';

const SEQ_WIDTH = 8;
const KIND_WIDTH = 22;
const NAME_WIDTH = 14;

/** Controls, and what is not seen or turns the direction of writing: a record must not steer the terminal. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const escaped = (text: string): string =>
  text.replace(UNSEEN, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);

const shown = (value: unknown): string => escaped(canonicalJson(value));

/** `columns` null: the whole of it. */
export const recordLine = ({ seq, at, kind, body }: AuditRecord, columns: number | null): string => {
  const line = `${String(seq).padStart(SEQ_WIDTH)}  ${escaped(at)}  ${escaped(kind).padEnd(KIND_WIDTH)}  ${shown(body)}`;
  return columns !== null && line.length > columns ? `${line.slice(0, columns - 1)}…` : line;
};

/** The sentence that people are told of such a record, if there is one. */
const sentenceOf = ({ kind, body }: AuditRecord): string | null => {
  const event = auditEventSchema.safeParse({ kind, body });
  return event.success ? (describeEvent(event.data)?.text ?? null) : null;
};

const sealLine = (seal: Seal | null): string =>
  seal === null
    ? 'not signed yet; it is within a minute'
    : `number ${String(seal.number)} of chain ${String(seal.chain)} signs all up to record ${String(seal.seq)}, ${seal.at}`;

const named = (name: string, value: string): string => `  ${name.padEnd(NAME_WIDTH)} ${value}`;

/** One record with all that belongs to it; `related`: the records of the same decision, with itself. */
export const recordPage = (
  { record, leaf, link, seal }: CallResult<'audit.record'>,
  related: readonly AuditRecord[],
  columns: number | null,
): readonly string[] => {
  const sentence = sentenceOf(record);
  const others = related.filter(({ seq }) => seq !== record.seq);
  return [
    `Record ${String(record.seq)}, ${escaped(record.at)}, ${escaped(record.kind)}`,
    ...(sentence === null ? [] : [sentence]),
    ...Object.entries(record.body).map(([name, value]) =>
      named(escaped(name), typeof value === 'string' ? escaped(JSON.stringify(value).slice(1, -1)) : shown(value)),
    ),
    ...(others.length === 0 ? [] : ['Of the same decision:', ...others.map((each) => recordLine(each, columns))]),
    'Place in the chain:',
    named('leaf', leaf),
    named('link', link),
    named('seal', sealLine(seal)),
  ];
};
