import { describe, expect, it } from 'vitest';
import type { AuditRecord } from '../../../contract/audit.ts';
import { ECS_FIELDS, EVENT_KINDS, EVENT_OUTCOMES, EXPECTED_TYPES } from './ecs-schema.fixture.ts';
import { ecs } from './ecs.ts';
import { EVERY_RECORD, SOURCE, VARIANTS, decisionTo, recordOfEvent } from './sample.fixture.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const flat = (value: Json, prefix = ''): readonly (readonly [string, unknown])[] =>
  Object.entries(value).flatMap(([name, member]) =>
    isObject(member) ? flat(member, `${prefix}${name}.`) : [[`${prefix}${name}`, member] as const],
  );

const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  date: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  text: (value) => typeof value === 'string',
  keyword: (value) => typeof value === 'string',
  'keyword[]': (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  long: (value) => Number.isSafeInteger(value),
};

const documentOf = (record: AuditRecord): Json =>
  JSON.parse(ecs.line(record, { ...SOURCE, hostname: 'desk-42' })) as Json;

const faultsOf = (document: Json): readonly string[] => {
  const { event } = document as { readonly event: Readonly<Record<'category' | 'type', readonly string[]>> & Json };
  return [
    ...flat(document).flatMap(([name, value]) => {
      if (name.startsWith('samehand.')) return [];
      const type = ECS_FIELDS[name];
      return type !== undefined && FITS[type]?.(value) === true ? [] : [`${name} is unknown or of another type`];
    }),
    ...(EVENT_KINDS.includes(String(event.kind)) ? [] : ['event.kind']),
    ...(EVENT_OUTCOMES.includes(String(event.outcome)) ? [] : ['event.outcome']),
    ...event.category.flatMap((category) =>
      event.type
        .filter((type) => EXPECTED_TYPES[category]?.includes(type) !== true)
        .map((type) => `${category}/${type}`),
    ),
  ];
};

describe('a document of ECS', () => {
  it.each([...EVERY_RECORD, ...VARIANTS].map((record) => [record.kind, record] as const))(
    'has only fields of the schema, of the right type, in pairs that are expected: %s',
    (_, record) => {
      const document = documentOf(record);
      expect(faultsOf(document)).toEqual([]);
      expect(document).toMatchObject({
        ecs: { version: '8.11.0' },
        event: { sequence: record.seq, action: record.kind },
      });
    },
  );

  it('is found faulty by the check when a field is unknown, wrong or unexpected', () => {
    const document = documentOf(recordOfEvent({ kind: 'inactive', body: { idleSeconds: 3 } }));
    const event = document.event as Json;
    expect(faultsOf({ ...document, keys: 'abc' })).toEqual(['keys is unknown or of another type']);
    expect(faultsOf({ ...document, event: { ...event, severity: '3' } })).toHaveLength(1);
    expect(faultsOf({ ...document, event: { ...event, type: ['deletion'] } })).toEqual(['session/deletion']);
    expect(faultsOf({ ...document, event: { ...event, kind: 'thing', outcome: 'so-so' } })).toHaveLength(2);
  });

  it('keeps one type for one field of the body over all kinds', () => {
    const types = new Map<string, string>();
    for (const record of [...EVERY_RECORD, ...VARIANTS.filter(({ body }) => !('malformed' in body))]) {
      for (const [name, value] of flat(documentOf(record))) {
        const type = Array.isArray(value) ? 'string' : typeof value;
        expect([name, types.get(name) ?? type]).toEqual([name, type]);
        types.set(name, type);
      }
    }
    expect(types.get('samehand.decision.trust')).toBe('number');
  });

  it('marks a doubt, a death and a hole as alerts, and nothing else', () => {
    const alerts = [...EVERY_RECORD, decisionTo('none')].filter(
      (record) => (documentOf(record).event as Json).kind === 'alert',
    );
    expect(alerts.map(({ kind }) => kind).sort()).toEqual([
      'agent-died',
      'audit-fault-found',
      'coverage-gap',
      'decision',
    ]);
  });

  it('has the role that it was done as, and none for what the agent did', () => {
    expect(documentOf(recordOfEvent({ kind: 'resumed', body: { by: 'administrator' } }))).toMatchObject({
      user: { id: SOURCE.user, roles: ['administrator'] },
    });
    expect(documentOf(recordOfEvent({ kind: 'session-locked', body: { by: 'agent' } })).user).toEqual({
      id: SOURCE.user,
    });
  });
});
