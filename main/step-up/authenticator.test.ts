import { Secret } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { NO_STEP, checkAuthenticator, keyUri, readSecret, secretText, stepAt, stepBegins } from './authenticator.ts';

/** The secret of the test vectors of RFC 4226 and RFC 6238. */
const secret = Secret.fromLatin1('12345678901234567890');

/** RFC 6238, appendix B, SHA-1: seconds since 1970, and the last six of the eight digits. */
const TOTP_VECTORS = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;

/** RFC 4226, appendix D: codes of the counters 0 to 9. */
const HOTP_VECTORS = [
  '755224',
  '287082',
  '359152',
  '969429',
  '338314',
  '254676',
  '287922',
  '162583',
  '399871',
  '520489',
];

const check = (digits: string, step: number, lastStep = NO_STEP) =>
  checkAuthenticator({ secret, digits, now: stepBegins(step) + 1_000, lastStep });

describe('codes of an authenticator', () => {
  it.each(TOTP_VECTORS)('are those of RFC 6238 at %d s', (seconds, digits) => {
    const now = seconds * 1_000;
    expect(checkAuthenticator({ secret, digits, now, lastStep: NO_STEP })).toEqual({
      outcome: 'passed',
      step: Math.floor(seconds / 30),
      driftSeconds: 0,
    });
  });

  it.each(HOTP_VECTORS.map((digits, step) => [step, digits] as const))(
    'are those of RFC 4226 at step %d',
    (step, digits) => {
      expect(check(digits, step)).toMatchObject({ outcome: 'passed', step });
    },
  );

  it('are taken one step before and after, with what that says of the clock', () => {
    const digits = HOTP_VECTORS[5] ?? '';
    expect(check(digits, 4)).toEqual({ outcome: 'passed', step: 5, driftSeconds: 30 });
    expect(check(digits, 6)).toEqual({ outcome: 'passed', step: 5, driftSeconds: -30 });
  });

  it('are refused two steps off and further, with how far', () => {
    const digits = HOTP_VECTORS[5] ?? '';
    expect(check(digits, 3)).toEqual({ outcome: 'refused', fault: 'early', driftSeconds: 60 });
    expect(check(digits, 7)).toEqual({ outcome: 'refused', fault: 'old', driftSeconds: -60 });
    expect(check(digits, 25)).toEqual({ outcome: 'refused', fault: 'old', driftSeconds: -600 });
    expect(check(digits, 26)).toEqual({ outcome: 'refused', fault: 'wrong', driftSeconds: null });
  });

  it('are refused when one of their step or a later one was accepted', () => {
    const digits = HOTP_VECTORS[5] ?? '';
    expect(check(digits, 5, 4)).toMatchObject({ outcome: 'passed' });
    expect(check(digits, 5, 5)).toEqual({ outcome: 'refused', fault: 'replayed', driftSeconds: null });
    expect(check(digits, 6, 6)).toEqual({ outcome: 'refused', fault: 'replayed', driftSeconds: null });
    expect(check(digits, 12, 5)).toEqual({ outcome: 'refused', fault: 'replayed', driftSeconds: null });
  });

  it('that are made up are wrong', () => {
    expect(check('000000', 5)).toEqual({ outcome: 'refused', fault: 'wrong', driftSeconds: null });
  });
});

describe('the secret', () => {
  it('has 160 bits, and is itself again after it was text', () => {
    const text = secretText(Buffer.from('12345678901234567890'));
    expect(text).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    expect(readSecret(text)?.latin1).toBe('12345678901234567890');
  });

  it.each(['', 'GEZDGNBVGY3TQOJQ', 'not base32!', 'gezdgnbvgy3tqojqgezdgnbvgy3tqojq'])(
    'is not read from %j',
    (text) => {
      expect(readSecret(text)).toBeNull();
    },
  );

  it('is handed to an authenticator as a key URI', () => {
    const uri = new URL(keyUri(secret.base32, 'ada@desk'));
    expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
      'otpauth:',
      'totp',
      '/Samehand:ada@desk',
    ]);
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      issuer: 'Samehand',
      secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });

  it('has steps of 30 s', () => {
    expect([stepAt(29_999), stepAt(30_000), stepBegins(2)]).toEqual([0, 1, 60_000]);
  });
});
