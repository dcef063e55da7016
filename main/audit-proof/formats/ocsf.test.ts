import { describe, expect, it } from 'vitest';
import { ocsfFaults } from './ocsf-check.fixture.ts';
import { ocsf } from './ocsf.ts';
import { EVERY_RECORD, FAILED_LOCK, SOURCE, VARIANTS, decisionTo, recordOfEvent } from './sample.fixture.ts';

type Json = Readonly<Record<string, unknown>>;
const eventOf = (record: (typeof VARIANTS)[number], hostname: string | null = null): Json =>
  JSON.parse(ocsf.line(record, { ...SOURCE, hostname })) as Json;

describe('an event of OCSF', () => {
  it.each([...EVERY_RECORD, ...VARIANTS].map((record) => [record.kind, record] as const))(
    'is as the schema of its class has it: %s',
    (_, record) => {
      expect(ocsfFaults(eventOf(record))).toEqual([]);
      expect(ocsfFaults(eventOf(record, 'desk-42'))).toEqual([]);
    },
  );

  it('is refused by the check when something is missing, wrong or unknown', () => {
    const event = eventOf(recordOfEvent({ kind: 'authorised', body: { as: 'auditor' } }));
    expect(ocsfFaults({ ...event, user: undefined })).toEqual(['event.user is missing', 'event.user is no object']);
    expect(ocsfFaults({ ...event, user: {} })).toEqual(['event.user has none of account, name, uid']);
    expect(ocsfFaults({ ...event, time: '2026' })).toEqual(['event.time is no timestamp']);
    expect(ocsfFaults({ ...event, severity_id: 12 })).toEqual(['event.severity_id has no 12']);
    expect(ocsfFaults({ ...event, severity: 'Dire' })).toEqual(['event.severity is not Informational']);
    expect(ocsfFaults({ ...event, type_uid: 7 })).toEqual(['event.type_uid is not 300201']);
    expect(ocsfFaults({ ...event, keystrokes: [] })).toEqual(['event.keystrokes is unknown']);
    expect(ocsfFaults({ ...event, class_uid: 42 })).toEqual(['there is no class 42']);
  });

  it('says what was decided as a finding, and what was done about it as its update', () => {
    const decided = eventOf(decisionTo('lock'));
    expect(decided).toMatchObject({ class_uid: 2004, activity_id: 1, severity: 'High', is_alert: true, status: 'New' });
    const done = eventOf(FAILED_LOCK);
    expect(done).toMatchObject({
      class_uid: 2004,
      activity_id: 2,
      is_alert: false,
      finding_info: { uid: 'd' },
      status_detail: 'No session.',
    });
    expect(eventOf(decisionTo('none'))).toMatchObject({ severity: 'Informational', is_alert: false });
  });

  it('says who authenticated, and by what', () => {
    const refused = recordOfEvent({
      kind: 'authorisation-refused',
      body: { as: 'auditor', failures: 2, waitSeconds: 4 },
    });
    expect(eventOf(refused)).toMatchObject({
      class_uid: 3002,
      status: 'Failure',
      user: { name: 'auditor' },
      actor: { user: { name: 'auditor' } },
    });
    const passed = recordOfEvent({
      kind: 'code-passed',
      body: { promptId: null, method: 'authenticator', driftSeconds: 0 },
    });
    expect(eventOf(passed)).toMatchObject({
      user: { uid: SOURCE.user },
      auth_factors: [{ factor_type: 'OTP', is_totp: true }],
      status: 'Success',
    });
  });

  it('has no observables, and no name of a person or a machine', () => {
    for (const record of EVERY_RECORD) {
      const event = eventOf(record);
      expect(event).not.toHaveProperty('observables');
      expect(event.device).toEqual({ uid: SOURCE.machine, type_id: 0, type: 'Unknown' });
    }
  });
});
