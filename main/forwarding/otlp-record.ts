/** A record as OpenTelemetry has logs. */
import { SeverityNumber } from '@opentelemetry/api';
import { resourceFromAttributes, type Resource } from '@opentelemetry/resources';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { AuditSource } from '../../contract/audit-proof.ts';
import { severityOf, type Severity } from '../audit-proof/formats/severity.ts';
import { textOf } from '../audit-proof/formats/record-text.ts';
import type { Outgoing } from './receiver.ts';

/** INFO2 is a step above INFO. */
const SEVERITIES: Readonly<Record<Severity, readonly [SeverityNumber, string]>> = {
  informational: [SeverityNumber.INFO, 'INFO'],
  low: [SeverityNumber.INFO2, 'INFO2'],
  medium: [SeverityNumber.WARN, 'WARN'],
  high: [SeverityNumber.ERROR, 'ERROR'],
};
const SECOND_MS = 1_000;

/** The machine, in the words of the semantic conventions. */
export const resourceOf = ({ machine, hostname, version }: AuditSource): Resource =>
  resourceFromAttributes({
    'service.name': 'samehand',
    'service.version': version,
    'service.instance.id': machine,
    'host.id': machine,
    ...(hostname === null ? {} : { 'host.name': hostname }),
  });

/** One object for all: exporters group by identity. */
const SCOPE = { name: 'samehand.audit' };

/**
 * @param resource of {@link resourceOf}, one for the whole batch
 * @param observedAt ms since 1970
 */
export const otlpRecord = (
  { record, link }: Outgoing,
  { user }: AuditSource,
  resource: Resource,
  observedAt: number,
): ReadableLogRecord => {
  const [severityNumber, severityText] = SEVERITIES[severityOf(record)];
  const at = Date.parse(record.at);
  return {
    // To the second, as the log has it; to the millisecond when it left.
    hrTime: [Math.floor(at / SECOND_MS), 0],
    hrTimeObserved: [Math.floor(observedAt / SECOND_MS), (observedAt % SECOND_MS) * 1_000_000],
    severityNumber,
    severityText,
    eventName: `samehand.${record.kind}`,
    body: textOf(record),
    resource,
    instrumentationScope: SCOPE,
    attributes: {
      'samehand.seq': record.seq,
      'user.id': user,
      ...(link === null ? {} : { 'samehand.link': link }),
    },
    droppedAttributesCount: 0,
  };
};
