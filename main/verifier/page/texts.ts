/** Every word of the page. */
import type { AuditFaultKind } from '../../../contract/audit-reading.ts';

export interface Texts {
  readonly language: string;
  readonly title: string;
  readonly lead: string;
  readonly drop: string;
  readonly exportFile: string;
  readonly exportHint: string;
  readonly proofFile: string;
  readonly proofHint: string;
  readonly key: string;
  readonly keyHint: string;
  readonly noFile: string;
  readonly check: string;
  readonly checking: (percent: number) => string;
  readonly stop: string;
  readonly stopped: string;
  readonly missing: Readonly<Record<'export' | 'proof' | 'key', string>>;
  readonly unreadable: (reason: string) => string;
  readonly sound: string;
  readonly soundText: string;
  readonly unsound: (faults: string) => string;
  readonly faultCount: (count: string, value: number) => string;
  readonly unsoundText: string;
  readonly facts: Readonly<
    Record<'records' | 'stretch' | 'times' | 'signed' | 'filter' | 'machine' | 'user' | 'version' | 'format', string>
  >;
  readonly stretch: (first: string, last: string) => string;
  readonly times: (from: string, to: string) => string;
  readonly upTo: (seq: string) => string;
  readonly nothingSigned: string;
  readonly everything: string;
  readonly faults: string;
  readonly place: string;
  readonly what: string;
  readonly more: (count: string) => string;
  readonly line: string;
  readonly lines: string;
  readonly record: string;
  readonly recordsAt: string;
  readonly proofLine: string;
  readonly whole: string;
  readonly kinds: Readonly<Record<AuditFaultKind, string>>;
}
