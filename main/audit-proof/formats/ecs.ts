/** Elastic Common Schema, version 8.11.0: one document a line. */
import type { AuditSource } from '../../../contract/audit-proof.ts';
import type { AuditRecord } from '../../../contract/audit.ts';
import { canonicalJson } from '../canonical-json.ts';
import { ecsCategoryOf, isAlert } from './ecs-category.ts';
import type { RecordFormat } from './format.ts';
import { eventId, meaningOf } from './meaning.ts';
import { recordInMember, textOf, withMember } from './record-text.ts';
import type { Severity } from './severity.ts';
import { isAuditKind } from './titles.ts';

export const ECS_VERSION = '8.11.0';

/** As CEF counts them, from 0 to 10. */
const SEVERITIES: Readonly<Record<Severity, number>> = { informational: 1, low: 3, medium: 5, high: 8 };

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

/**
 * Members of the body that an index can hold, each kind's under a name of its own: in one field the types of two kinds
 * could contradict each other, and the document would be refused. What is nested is in `event.original` alone.
 */
const customFields = ({ kind, body }: AuditRecord): string => {
  if (!isAuditKind(kind)) return '{}';
  const plain = Object.entries(body).filter(
    ([, value]) => isScalar(value) || (Array.isArray(value) && value.every((item) => typeof item === 'string')),
  );
  return plain.length === 0 ? '{}' : canonicalJson({ [kind.replaceAll('-', '_')]: Object.fromEntries(plain) });
};

const ruleOf = ({ kind, body }: AuditRecord): Readonly<Record<string, unknown>> | undefined =>
  kind === 'decision' && typeof body.reason === 'string'
    ? { id: body.reason, name: body.reason, ruleset: 'samehand', category: 'behavioural-biometrics' }
    : undefined;

const hostOf = ({ machine, hostname }: AuditSource): Readonly<Record<string, unknown>> => ({
  id: machine,
  ...(hostname === null ? {} : { hostname, name: hostname }),
});

export const ecs: RecordFormat = {
  extension: 'ecs.jsonl',
  ending: '\n',
  head: () => '',
  line: (record, source) => {
    const { title, severity, outcome, by, reason, time, message } = meaningOf(record);
    const members = {
      '@timestamp': new Date(time).toISOString(),
      message: title,
      ecs: { version: ECS_VERSION },
      event: {
        kind: isAlert(record) ? 'alert' : 'event',
        ...ecsCategoryOf(record),
        action: record.kind,
        outcome,
        reason: message ?? reason ?? undefined,
        severity: SEVERITIES[severity],
        sequence: record.seq,
        id: eventId(source.machine, record.seq),
        module: 'samehand',
        dataset: 'samehand.audit',
        provider: 'samehand',
        original: textOf(record),
      },
      host: hostOf(source),
      user: { id: source.user, roles: by === null ? undefined : [by] },
      related: { user: [source.user] },
      agent: { type: 'samehand', version: source.version },
      rule: ruleOf(record),
    };
    return withMember(members, 'samehand', customFields(record));
  },
  recordOf: (line) => recordInMember(line, ['event', 'original']),
};
