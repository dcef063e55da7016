import { beforeAll, describe, expect, it } from 'vitest';
import type { i18n } from 'i18next';
import { auditEventSchema, type AuditEvent } from '../../../contract/audit.ts';
import { EVERY_EVENT } from '../../../main/notify/every-event.fixture.ts';
import { audit as de } from '../../i18n/de/audit.ts';
import { audit as en } from '../../i18n/en/audit.ts';
import { startTexts } from '../../i18n/start.ts';
import { fieldName, kindName, recordSentence, recordTexts } from './sentence.ts';

const SHAPES = new Map(
  auditEventSchema.options.map(({ shape }) => [shape.kind.value as string, Object.keys(shape.body.shape)]),
);
const KINDS = [...SHAPES.keys()].sort();
const texts: Record<string, i18n> = {};

beforeAll(async () => {
  texts.en = await startTexts('en');
  texts.de = await startTexts('de');
});

const said = (language: 'en' | 'de', kind: string, body: object): string =>
  recordSentence(recordTexts(texts[language] as i18n), {
    seq: 1,
    at: '2026-11-21T08:00:00Z',
    kind,
    body: body as Record<string, unknown>,
  });

describe.each([
  ['en', en],
  ['de', de],
] as const)('records in %s', (language, { kinds, sentences, fields }) => {
  it('have a name and a sentence for every kind there is, and for no other', () => {
    expect(Object.keys(kinds).sort()).toEqual(KINDS);
    const stems = [...new Set(Object.keys(sentences).map((key) => key.split('_')[0]))].sort();
    expect(stems).toEqual(KINDS);
  });

  it('name nothing in a sentence that the record does not hold', () => {
    for (const [key, sentence] of Object.entries(sentences)) {
      const held = SHAPES.get(key.split('_')[0] ?? '') ?? [];
      for (const [, name] of sentence.matchAll(/\{\{(\w+)\}\}/g)) expect(held, key).toContain(name);
    }
  });

  it('have a name for every field', () => {
    const names = [...new Set([...SHAPES.values()].flat())].sort();
    expect(Object.keys(fields).sort()).toEqual(names);
  });

  it('leave no gap in the sentence of any event', () => {
    for (const event of Object.values(EVERY_EVENT) as readonly AuditEvent[]) {
      const sentence = said(language, event.kind, event.body);
      expect(sentence, event.kind).not.toMatch(/\{\{|undefined|sentences\./);
      expect(sentence.length, event.kind).toBeGreaterThan(5);
    }
  });
});

it('says what became of an action', () => {
  const body = { decisionId: 'd', action: 'lock', method: 'logind', message: 'no bus' };
  expect(said('en', 'action-done', { ...body, ok: true })).toBe('Carried out: the lock (logind).');
  expect(said('en', 'action-done', { ...body, ok: false })).toBe('Failed to carry out: the lock. no bus');
  expect(said('de', 'action-done', { ...body, ok: false })).toBe('Nicht gelungen: die Sperre. no bus');
});

it('says what shadow mode kept from happening', () => {
  const body = {
    decisionId: 'd',
    action: 'none',
    reason: 'shadow',
    withheld: 'lock',
    trust: 12.345,
    modality: 'keyboard',
  };
  expect(said('en', 'decision', body)).toBe(
    'Would have decided the lock; held back because of shadow mode, at trust 12.35.',
  );
  expect(said('de', 'decision', body)).toContain('bei Vertrauen 12,35');
});

it('shows kinds, fields and words that it does not know as they are', () => {
  const known = recordTexts(texts.de as i18n);
  expect(said('de', 'moon-rose', { phase: 'full' })).toBe('moon-rose {"phase":"full"}');
  expect(kindName(known, 'moon-rose')).toBe('moon-rose');
  expect(fieldName(known, 'phase')).toBe('phase');
  expect(said('de', 'agent-stopped', { reason: 'SIGTERM' })).toBe('Der Agent wurde angehalten: SIGTERM.');
});

it('takes nothing of a record for a text of its own or for markup', () => {
  expect(said('en', 'agent-stopped', { reason: '{{by}} $t(kinds.paused) <b>x</b>' })).toContain('<b>x</b>');
  expect(said('en', 'agent-stopped', { reason: '$t(audit:kinds.paused)' })).not.toContain('Paused');
});

it('says what was wrong with the log, with words other than those for a code', () => {
  const body = { fault: 'replayed', seq: 12_000, message: 'It ends before the anchor.' };
  expect(said('en', 'audit-fault-found', body)).toBe(
    'When the log was opened, a fault was found from record 12,000 on: an older copy. It ends before the anchor.',
  );
  expect(said('en', 'audit-fault-found', { ...body, fault: 'database', seq: 0 })).toBe(
    'When the log was opened, a fault was found: damaged file. It ends before the anchor.',
  );
  expect(said('en', 'code-refused', { promptId: 'p', fault: 'replayed', failures: 2, waitSeconds: 0 })).toBe(
    'A code was refused (used before); 2 in a row.',
  );
});

it('counts what was removed by kind', () => {
  expect(said('en', 'retention-applied', { removed: { audit: 1_200, others: 2 } })).toBe(
    'What had been kept long enough was removed: records of this log: 1,200, others: 2.',
  );
});
