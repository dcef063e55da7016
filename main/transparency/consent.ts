/** What the employee was told, and what they answered. */
import { z } from 'zod';
import { CONSENT_ANSWERS, CONSENT_VERSION, LANGUAGES, type ConsentState } from '../../contract/consent.ts';
import type { AuditEvent } from '../../contract/audit.ts';
import type { Policy } from '../../contract/policy.ts';
import { err, ok } from '../../contract/result.ts';
import type { Fact, Facts } from '../access/facts.ts';
import type { Handlers } from '../control/dispatch.ts';
import type { Authority } from '../roles/authority.ts';
import { isoSeconds } from './iso-seconds.ts';

const answerSchema = z.strictObject({
  version: z.number().int().positive(),
  answer: z.enum(CONSENT_ANSWERS),
  language: z.enum(LANGUAGES),
  at: z.string(),
});
export const CONSENT: Fact<z.infer<typeof answerSchema>> = { name: 'consent', schema: answerSchema };

export interface ConsentPorts {
  readonly facts: Facts;
  readonly policy: () => Policy;
  readonly require: Authority['require'];
  readonly isDoubting: () => boolean;
  readonly audit: (event: AuditEvent) => void;
  readonly now: () => number;
  /** Whether anything may be judged may have changed. */
  readonly onChange: () => void;
}

export interface Consent {
  readonly state: () => ConsentState;
  /** The policy asks for an agreement to the text in force, and there is none. */
  readonly isMissing: () => boolean;
  readonly calls: Pick<Handlers, 'consent.show' | 'consent.answer'>;
}

const CHANGED = 'The text has changed since it was shown. Read it again, then answer.';
const DOUBTING = 'The agent doubts whose hands these are. This is possible again once trust is back.';

export const createConsent = (ports: ConsentPorts): Consent => {
  const { facts, policy, audit } = ports;
  /** Read once: it is asked for with every batch of input. */
  let stored = facts.get(CONSENT);

  const isGiven = (): boolean => stored?.version === CONSENT_VERSION && stored.answer === 'given';
  const state = (): ConsentState => ({
    needs: policy().privacy.consent,
    version: CONSENT_VERSION,
    answer: stored,
    isCurrent: stored?.version === CONSENT_VERSION,
  });

  return {
    state,
    isMissing: () => policy().privacy.consent === 'required' && !isGiven(),
    calls: {
      'consent.show': () => Promise.resolve(ok(state())),
      'consent.answer': ({ version, answer, language, grant }) => {
        if (version !== CONSENT_VERSION) return Promise.resolve(err('usage', CHANGED));
        // Otherwise whoever took over could end the watching with one click.
        const switchesOff = answer === 'refused' && policy().privacy.consent === 'required' && isGiven();
        if (switchesOff && ports.isDoubting()) return Promise.resolve(err('not-allowed', DOUBTING));
        const by = ports.require(switchesOff ? 'code' : 'nothing', grant);
        if (!by.ok) return Promise.resolve(by);
        const answered = { version, answer, language, at: isoSeconds(ports.now()) };
        facts.set(CONSENT, answered);
        stored = answered;
        audit({ kind: 'consent-answered', body: { version, answer, language, by: by.value } });
        ports.onChange();
        return Promise.resolve(ok(state()));
      },
    },
  };
};
