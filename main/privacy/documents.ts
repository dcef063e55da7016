/** Answers the call for a document about privacy. */
import type { Language } from '../../contract/consent.ts';
import type { ConsentState } from '../../contract/consent.ts';
import type { Doubts } from '../../contract/history.ts';
import type { PolicyView } from '../../contract/policy-view.ts';
import type { PrivacyDocument } from '../../contract/privacy-documents.ts';
import { ok } from '../../contract/result.ts';
import type { StoredData } from '../../contract/stored-data.ts';
import type { Handlers } from '../control/dispatch.ts';
import type { EnginePort } from '../engine/port.ts';
import type { Exports, ExportPiece } from '../export/exports.ts';
import { isoSeconds } from '../transparency/iso-seconds.ts';
import { assessmentDocument } from './assessment-document.ts';
import { reportDocument } from './report-document.ts';
import { de } from './texts/de.ts';
import { en, type PrivacyTexts } from './texts/en.ts';

export interface DocumentPorts {
  readonly view: () => Pick<PolicyView, 'policy' | 'sources'>;
  readonly engine: () => Pick<EnginePort, 'profile'>;
  readonly stored: () => Promise<StoredData>;
  readonly doubts: () => Promise<Doubts>;
  readonly consent: () => ConsentState;
  readonly exports: Pick<Exports, 'begin'>;
  /** The installation's id. */
  readonly machine: string;
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const TEXTS: Readonly<Record<Language, PrivacyTexts>> = { en, de };

const onePiece = async function* (text: string): AsyncGenerator<ExportPiece, void, void> {
  await Promise.resolve();
  yield { text, done: 1 };
};

/** Nobody has to prove anything: the report tells of oneself, as `data.show` does, and the other of the policy. */
export const createPrivacyDocuments = (ports: DocumentPorts): Pick<Handlers, 'privacy.document'> => {
  const textOf = async (document: PrivacyDocument, language: Language): Promise<string> => {
    const { machine, version } = ports;
    const head = { at: isoSeconds(ports.now()), machine, version };
    const view = ports.view();
    if (document === 'assessment') return assessmentDocument({ ...head, view }, TEXTS[language]);
    const [stored, doubts, profile] = await Promise.all([ports.stored(), ports.doubts(), ports.engine().profile()]);
    const data = { ...head, policy: view.policy, stored, doubts, profile, consent: ports.consent() };
    return reportDocument(data, TEXTS[language]);
  };
  return {
    'privacy.document': async ({ document, language }) => {
      const day = isoSeconds(ports.now()).slice(0, 10);
      const pieces = onePiece(await textOf(document, language));
      return ok(ports.exports.begin({ fileName: `samehand-${document}-${day}.html`, total: 1, pieces }));
    },
  };
};
