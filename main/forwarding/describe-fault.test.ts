import { describe, expect, it } from 'vitest';
import { CodedError } from '../../contract/result.ts';
import { describeFault } from './describe-fault.ts';

const coded = (code: string): Error => Object.assign(new Error('says ada@example.org at 10.1.2.3'), { code });

describe('what keeps a receiver from being reached', () => {
  it.each([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('%s is a certificate that does not hold', (code) => {
    expect(describeFault('otlp', coded(code))).toMatchObject({
      isPassing: false,
      message: `The certificate of the OpenTelemetry collector is not from a known authority, has expired, or is for another name (${code}), so nothing was sent. Check "forwarding.otlp.url" and "forwarding.otlp.caFile" in the policy.`,
    });
  });

  it.each([
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
    'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
  ])('%s is our own certificate', (code) => {
    expect(describeFault('syslog', coded(code))).toMatchObject({
      isPassing: false,
      message: `The syslog server does not take this machine’s certificate (${code}). Check "forwarding.syslog.certificateFile" and "keyFile" in the policy.`,
    });
  });

  it.each(['ERR_SSL_WRONG_VERSION_NUMBER', 'EPROTO'])('%s is no encryption', (code) => {
    expect(describeFault('elastic', coded(code))).toMatchObject({
      isPassing: false,
      message: expect.stringContaining('that it offers TLS 1.2 or later') as string,
    });
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ECONNRESET', 'UND_ERR_CONNECT_TIMEOUT'])(
    '%s may pass',
    (code) => {
      const described = describeFault('elastic', coded(code));
      expect(described.isPassing).toBe(true);
      expect(described.message).toContain(`(${code})`);
    },
  );

  it('is found where libraries put it, and nothing else of what they say is passed on', () => {
    const inside = new Error('fetch failed', { cause: coded('ENOTFOUND') });
    const several = new AggregateError([coded('EHOSTUNREACH'), coded('ECONNREFUSED')], 'all failed');
    for (const [error, code] of [
      [inside, 'ENOTFOUND'],
      [several, 'ECONNREFUSED'],
      [new Error('says ada@example.org'), 'unknown'],
      ['a text', 'unknown'],
      [null, 'unknown'],
    ] as const) {
      const { message } = describeFault('syslog', error);
      expect(message).toContain(`(${code})`);
      expect(message).not.toMatch(/ada|10\.1/);
    }
  });

  it('is said as it is where it was understood already', () => {
    expect(describeFault('otlp', new CodedError('key-unavailable', 'The keychain is locked.'))).toMatchObject({
      message: 'The keychain is locked.',
      isPassing: true,
    });
    expect(describeFault('otlp', new CodedError('policy-invalid', 'No file.'))).toMatchObject({ isPassing: false });
  });
});
