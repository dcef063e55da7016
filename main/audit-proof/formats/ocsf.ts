/** Open Cybersecurity Schema Framework, version 1.5.0: one event a line. */
import type { RecordFormat } from './format.ts';
import { recordText } from '../chain.ts';
import { eventId, meaningOf } from './meaning.ts';
import { FINDING, ocsfEventOf } from './ocsf-class.ts';
import { actorOf, classAttributes, deviceOf, productOf } from './ocsf-objects.ts';
import type { Outcome } from './outcome.ts';
import { recordInMember, storedForm, withMember } from './record-text.ts';
import type { Severity } from './severity.ts';

export const OCSF_VERSION = '1.5.0';

const SEVERITIES: Readonly<Record<Severity, readonly [number, string]>> = {
  informational: [1, 'Informational'],
  low: [2, 'Low'],
  medium: [3, 'Medium'],
  high: [4, 'High'],
};
const STATUSES: Readonly<Record<Outcome, readonly [number, string]>> = {
  unknown: [0, 'Unknown'],
  success: [1, 'Success'],
  failure: [2, 'Failure'],
};
/** Of a finding: where it stands, not whether it came about. */
const NEW = [1, 'New'] as const;
const IN_PROGRESS = [2, 'In Progress'] as const;

export const ocsf: RecordFormat = {
  extension: 'ocsf.jsonl',
  ending: '\n',
  head: () => '',
  line: (record, source) => {
    const meaning = meaningOf(record);
    const event = ocsfEventOf(record);
    const { of, activityId, activity } = event;
    const [severityId, severity] = SEVERITIES[meaning.severity];
    const findingStatus = activityId === 1 ? NEW : IN_PROGRESS;
    const [statusId, status] = of.uid === FINDING.uid ? findingStatus : STATUSES[meaning.outcome];
    const stored = storedForm(record);
    const members = {
      activity_id: activityId,
      activity_name: activity,
      category_uid: of.categoryUid,
      category_name: of.category,
      class_uid: of.uid,
      class_name: of.name,
      type_uid: of.uid * 100 + activityId,
      type_name: `${of.name}: ${activity}`,
      severity_id: severityId,
      severity,
      status_id: statusId,
      status,
      status_detail: meaning.message ?? meaning.reason ?? undefined,
      time: meaning.time,
      message: meaning.title,
      device: deviceOf(source),
      actor: actorOf(meaning.by, source),
      metadata: {
        version: OCSF_VERSION,
        product: productOf(source),
        profiles: ['host'],
        uid: eventId(source.machine, record.seq),
        sequence: record.seq,
        event_code: record.kind,
        log_name: 'audit',
      },
      raw_data: recordText(stored),
      ...classAttributes(record, source, meaning, event),
    };
    return withMember(members, 'unmapped', stored.body);
  },
  recordOf: (line) => recordInMember(line, ['raw_data']),
};
