import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONSENT_VERSION, consentStateSchema } from '../../contract/consent.ts';
import { unwrap } from '../../contract/result.ts';
import { openBench, type Bench } from '../../tests/support/transparency-bench.ts';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => {
  bench.close();
});

const need = (consent: 'notice' | 'required'): void => {
  bench.set.policy = { ...bench.set.policy, privacy: { ...bench.set.policy.privacy, consent } };
};
const answer = async (given: 'given' | 'refused', grant?: string, version = CONSENT_VERSION) =>
  bench.calls['consent.answer']({ version, answer: given, language: 'de', grant });
const show = async () => unwrap(await bench.calls['consent.show']({}));

describe('consent', () => {
  it('is not there before an answer, and missing only where the policy asks for it', async () => {
    expect(await show()).toEqual({ needs: 'notice', version: CONSENT_VERSION, answer: null, isCurrent: false });
    expect(bench.transparency.consent.isMissing()).toBe(false);
    need('required');
    expect((await show()).needs).toBe('required');
    expect(bench.transparency.consent.isMissing()).toBe(true);
  });

  it('is given without a proof, stored with version, language and time, and written down', async () => {
    need('required');
    bench.set.hasCodeMethod = true;
    bench.set.isDoubting = true;
    const given = { version: CONSENT_VERSION, answer: 'given', language: 'de' } as const;
    const state = unwrap(await answer('given'));
    expect(state).toEqual({
      needs: 'required',
      version: CONSENT_VERSION,
      answer: { ...given, at: '2026-01-05T09:00:00Z' },
      isCurrent: true,
    });
    expect(consentStateSchema.safeParse(state).success).toBe(true);
    expect(bench.written('consent-answered')).toEqual([{ ...given, by: 'user' }]);
    expect(bench.told).toEqual(['consent']);
    expect(bench.transparency.consent.isMissing()).toBe(false);
    expect(bench.restart().transparency.consent.isMissing()).toBe(false);
  });

  it('is taken back with a code, and never in doubt', async () => {
    need('required');
    bench.set.hasCodeMethod = true;
    unwrap(await answer('given'));
    bench.set.isDoubting = true;
    expect(await answer('refused', await bench.codeGrant())).toMatchObject({ ok: false, code: 'not-allowed' });
    bench.set.isDoubting = false;
    expect(await answer('refused')).toMatchObject({ ok: false, code: 'needs-code' });
    expect(bench.transparency.consent.isMissing()).toBe(false);
    bench.set.nowMs += 60_000;
    expect(unwrap(await answer('refused', await bench.codeGrant())).answer).toMatchObject({
      answer: 'refused',
      at: '2026-01-05T09:01:00Z',
    });
    expect(bench.transparency.consent.isMissing()).toBe(true);
    expect(bench.written('consent-answered').at(-1)).toMatchObject({ answer: 'refused', by: 'employee' });
    expect(bench.restart().transparency.consent.isMissing()).toBe(true);
  });

  it('can be refused by whoever was never asked for a proof: nothing is switched off by it', async () => {
    bench.set.hasCodeMethod = true;
    need('required');
    expect(unwrap(await answer('refused')).isCurrent).toBe(true);
    need('notice');
    expect(unwrap(await answer('given')).answer?.answer).toBe('given');
    expect(unwrap(await answer('refused')).answer?.answer).toBe('refused');
    expect(bench.transparency.consent.isMissing()).toBe(false);
  });

  it('is to the text in force only', async () => {
    need('required');
    expect(await answer('given', undefined, CONSENT_VERSION + 1)).toMatchObject({ ok: false, code: 'usage' });
    expect(bench.told).toEqual([]);
    const earlier = { version: 1, answer: 'given', language: 'en', at: '2025-01-01T00:00:00Z' } as const;
    bench.facts.set({ name: 'consent', schema: consentStateSchema.shape.answer }, { ...earlier, version: 99 });
    const { transparency } = bench.restart();
    expect(transparency.consent.isMissing()).toBe(true);
    expect(transparency.consent.state()).toMatchObject({ answer: { version: 99 }, isCurrent: false });
  });
});
