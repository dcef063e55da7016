/** An agent that has an audit log and nothing else, as a command sees it: exports come in small pieces. */
import type { AuditSource } from '../../../../contract/audit-proof.ts';
import type { AuditFilter, AuditFormat } from '../../../../contract/audit-reading.ts';
import type { AuditRecord } from '../../../../contract/audit.ts';
import { err, ok } from '../../../../contract/result.ts';
import { matcherOf } from '../../../audit/filter.ts';
import { canonicalJson } from '../../../audit-proof/canonical-json.ts';
import { FORMATS } from '../../../audit-proof/formats/index.ts';
import type { ControlClient } from '../../../control/control-client.ts';

export const SOURCE: AuditSource = { machine: 'machine-1', user: 'a1b2', hostname: null, version: '1.0.0' };

/** What a call may have been given; which of it, is known by its name. */
interface Looked {
  readonly id: string;
  readonly filter: AuditFilter;
  readonly format: AuditFormat;
  readonly afterSeq: number;
  readonly upTo: number | null;
}

const PIECE = 3;
const DIGEST = `${'A'.repeat(43)}=`;
const SIGNATURE = `${'A'.repeat(86)}==`;

export interface FakeAgent {
  readonly client: Pick<ControlClient, 'call' | 'on' | 'closed' | 'close'>;
  /** What it was asked, in order. */
  readonly asked: readonly (readonly [name: string, args: object])[];
  records: readonly AuditRecord[];
  source: AuditSource;
  /** Called before every piece that is given. */
  onPiece: (given: number) => void;
}

const matches = (record: AuditRecord, filter: AuditFilter): boolean =>
  matcherOf(filter)({ ...record, body: canonicalJson(record.body) });

/** In its pieces, the head of the format with the first. */
const piecesOf = (records: readonly AuditRecord[], format: AuditFormat, source: AuditSource, hasHead: boolean) => {
  const { head, line, ending } = FORMATS[format];
  const lines = records.map((record) => line(record, source) + ending);
  const first = hasHead && head(source) !== '' ? [head(source) + ending] : [];
  const pieces = [first.join('')];
  for (let from = 0; from < lines.length; from += PIECE) pieces.push(lines.slice(from, from + PIECE).join(''));
  return pieces;
};

const proofOf = (agent: FakeAgent, format: AuditFormat, filter: AuditFilter, upTo: number): string[] => {
  const records = agent.records.filter((each) => each.seq <= upTo && matches(each, filter)).length;
  const claims = { format, source: agent.source, filter, first: agent.records[0]?.seq ?? 0, last: upTo };
  const head = { type: 'samehand-audit-proof', version: 1, ...claims };
  const statement = { ...claims, records, digest: DIGEST, at: '2026-11-21T08:30:00Z' };
  const end = { statement, key: DIGEST, signature: SIGNATURE };
  return [`${JSON.stringify({ head })}\n`, `${JSON.stringify({ end })}\n`];
};

/** `records` oldest first. */
export const createFakeAgent = (records: readonly AuditRecord[]): FakeAgent => {
  const asked: (readonly [string, object])[] = [];
  const running = new Map<string, { pieces: string[]; given: number }>();
  const begin = (pieces: string[]) => {
    const id = `export-${String(running.size + 1)}`;
    running.set(id, { pieces, given: 0 });
    return { id, fileName: 'file', total: pieces.length };
  };
  const next = (id: string) => {
    const each = running.get(id);
    if (each === undefined) return err('not-found', 'This export is over.');
    agent.onPiece(each.given);
    const text = each.pieces[each.given];
    each.given += 1;
    const total = each.pieces.length;
    return ok({ text: text ?? '', done: Math.min(each.given, total), total, isLast: text === undefined });
  };
  const answer = (name: string, args: Looked): unknown => {
    const { id, filter, format, afterSeq, upTo } = args;
    switch (name) {
      case 'audit.open':
        return ok({ reader: 'reader', kinds: ['decision', 'inactive'] });
      case 'audit.export': {
        const last = upTo ?? agent.records.at(-1)?.seq ?? 0;
        const wanted = agent.records.filter((each) => each.seq > afterSeq && each.seq <= last && matches(each, filter));
        return ok({ ...begin(piecesOf(wanted, format, agent.source, afterSeq === 0)), upTo: last });
      }
      case 'audit.proof':
        return ok(begin(proofOf(agent, format, filter, upTo ?? 0)));
      case 'export.next':
        return next(id);
      case 'export.end':
        running.delete(id);
        return ok({});
      default:
        return err('usage', `the fake has no ${name}`);
    }
  };
  const agent: FakeAgent = {
    asked,
    records,
    source: SOURCE,
    onPiece: () => undefined,
    client: {
      call: (name, args) => {
        asked.push([name, args]);
        return Promise.resolve(answer(name, args as Looked) as never);
      },
      on: () => undefined,
      closed: new Promise(() => undefined),
      close: () => undefined,
    },
  };
  return agent;
};
