import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../contract/consent.ts';
import { CALLS } from '../../contract/ipc.ts';
import { policySchema } from '../../contract/policy.ts';
import { PRIVACY_DOCUMENTS, type PrivacyDocument } from '../../contract/privacy-documents.ts';
import { unwrap } from '../../contract/result.ts';
import { createExports } from '../export/exports.ts';
import { createPrivacyDocuments, type DocumentPorts } from './documents.ts';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';

const HOSTILE = '<img src=x onerror=alert(1)>';
const AT = '2026-03-04T05:06:07Z';

const modality = {
  established: true,
  windows: 120,
  windowsNeeded: 100,
  progress: 1,
  falseLocksPerDay: 0.05,
  withinBudget: true,
  profileVersion: 2,
  trainedAt: AT,
  trainedWindows: 120,
  strayed: 0,
  features: [{ name: 'dwell', unit: 'ms', median: 90, spread: 20 }],
  models: [],
};

const documents = (
  settings: object = {},
  sources: DocumentPorts['view'] extends () => infer V ? V : never = { policy: policySchema.parse({}), sources: {} },
) => {
  const policy = policySchema.parse(settings);
  const exports = createExports({ newId: () => 'id', schedule: () => () => undefined });
  const calls = createPrivacyDocuments({
    view: () => ({ policy, sources: sources.sources }),
    engine: () => ({
      profile: () =>
        Promise.resolve({
          user: 'hash',
          modalities: { keyboard: modality, pointer: { ...modality, established: false, windows: 7 } },
          hours: Array.from({ length: 24 }, (_, hour) => hour),
          sessions: 2,
          storedWindows: 127,
          storedBytes: 4_096,
        }),
    }),
    stored: () =>
      Promise.resolve({
        user: HOSTILE,
        kinds: [{ kind: 'windows', records: 4_711, oldestAt: AT, newestAt: AT, keptDays: 90 }],
        bytes: 8_192,
        sessions: [
          {
            startedAt: AT,
            endedAt: null,
            keystrokes: 321,
            pointerEvents: 9,
            windows: 3,
            prompts: 1,
            locks: 0,
            lowestTrust: 55,
          },
        ],
        erasureRequestedAt: null,
      }),
    doubts: () =>
      Promise.resolve({
        doubts: [
          {
            decisionId: 'd',
            at: AT,
            action: 'prompt',
            withheld: null,
            trust: 41.2,
            modality: 'keyboard',
            outcome: 'passed',
            claimedAt: null,
          },
        ],
        last30Days: { doubts: 5, falseAlarms: 2 },
      }),
    consent: () => ({
      needs: 'notice',
      version: 2,
      answer: { version: 1, answer: 'given', language: 'en', at: AT },
      isCurrent: false,
    }),
    exports,
    machine: 'machine-1',
    version: '9.9.9',
    now: () => Date.parse(AT),
  });
  return async (document: PrivacyDocument, language: (typeof LANGUAGES)[number] = 'en'): Promise<string> => {
    const begun = unwrap(await calls['privacy.document']({ document, language }));
    expect(CALLS['privacy.document'].result.parse(begun).fileName).toBe(`samehand-${document}-2026-03-04.html`);
    const { text } = unwrap(await exports.next(begun.id));
    exports.close();
    return text;
  };
};

describe('the documents about privacy', () => {
  it('run nothing, fetch nothing, and show what is stored as text', async () => {
    for (const document of PRIVACY_DOCUMENTS) {
      for (const language of LANGUAGES) {
        const text = await documents()(document, language);
        expect(text).toContain(`<html lang="${language}">`);
        expect(text).toContain(`content="default-src &#39;none&#39;`);
        expect(text).not.toMatch(/<script|<img|https?:|\{\w+\}|undefined|\[object/);
      }
    }
  });

  it('say in the report what is stored, since when, how long, and what became of doubts', async () => {
    const text = await documents()('report');
    for (const said of [
      '4711',
      '2026-03-04',
      '90 days',
      '5 doubts, 2 of them',
      '41',
      en.outcomes.passed,
      '120 windows',
      '7 windows',
      en.recipients.none,
    ]) {
      expect(text).toContain(said);
    }
    expect(text).toContain('You agreed to version 1 of the text on 2026-03-04. The text has changed since then.');
    expect(text).toContain('<title>03-04: 330</title>');
  });

  it('fill the policy in force into the assessment, and mark what is not the default', async () => {
    const settings = {
      mode: 'shadow',
      retention: { windowDays: 14 },
      forwarding: { syslog: { host: 'logs.example' } },
      privacy: { consent: 'required' },
    };
    const sources = { policy: policySchema.parse({}), sources: { 'retention.windowDays': 'managed' as const } };
    const text = await documents(settings, sources)('assessment');
    expect(text).toContain('Mode in force: shadow.');
    expect(text).toContain('logs.example:6514');
    expect(text).toContain(en.assessment.consent.required);
    expect(text).toContain(
      '<th scope="row">retention.windowDays</th><td><span class="changed">14 ●</span></td><td>90</td><td>managed policy</td>',
    );
    expect(text).toContain('<th scope="row">retention.verdictDays</th><td>30</td><td>30</td><td>default</td>');
    const plain = await documents()('assessment', 'de');
    expect(plain).toContain('Geltender Modus: enforce.');
    expect(plain).toContain(de.recipients.none);
  });

  it('have a text in both languages for the same places', () => {
    const places = (value: unknown, path = ''): string[] => {
      if (typeof value === 'string')
        return [
          `${path}: ${[...value.matchAll(/\{\w+\}/g)]
            .map(([place]) => place)
            .sort()
            .join(' ')}`,
        ];
      return Object.entries(value as object).flatMap(([name, inner]) => places(inner, `${path}.${name}`));
    };
    expect(places(de)).toEqual(places(en));
  });
});
