/** What keeps a receiver from being reached, as a sentence for people. */
import type { ForwarderName } from '../../contract/forwarding.ts';
import { CodedError } from '../../contract/result.ts';
import { failure, type Failure } from './receiver.ts';

/** How the receivers are called in sentences. */
export const RECEIVERS: Readonly<Record<ForwarderName, string>> = {
  syslog: 'syslog server',
  elastic: 'search engine',
  otlp: 'OpenTelemetry collector',
};

/** Where the policy says who it is. */
const ADDRESS: Readonly<Record<ForwarderName, string>> = {
  syslog: '"forwarding.syslog.host" and "port"',
  elastic: '"forwarding.elastic.url"',
  otlp: '"forwarding.otlp.url"',
};

/** OpenSSL's and Node's names for a certificate that does not hold. */
const CERTIFICATE_CODES =
  /UNABLE_TO_(GET|VERIFY)|SELF_SIGNED|CERT_|_CERT|CRL|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED/;
/** What the other side says of ours, in the alerts of TLS. */
const OWN_CERTIFICATE =
  /ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_\w+|UNSUPPORTED_CERTIFICATE|ACCESS_DENIED)/;

/** The system's, OpenSSL's or the library's code: of several addresses that failed, the last one's. */
const codeOf = (error: unknown): string => {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors.at(-1));
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
  if (typeof code === 'string') return code;
  return cause === undefined || cause === null ? 'unknown' : codeOf(cause);
};

export const describeFault = (name: ForwarderName, error: unknown): Failure => {
  if (error instanceof CodedError) return failure(error.message, { isPassing: error.code === 'key-unavailable' });
  const receiver = RECEIVERS[name];
  const where = ADDRESS[name];
  const code = typeof error === 'object' && error !== null ? codeOf(error) : 'unknown';
  if (OWN_CERTIFICATE.test(code)) {
    return failure(
      `The ${receiver} does not take this machine’s certificate (${code}). Check "forwarding.syslog.certificateFile" and "keyFile" in the policy.`,
      { isPassing: false },
    );
  }
  if (CERTIFICATE_CODES.test(code)) {
    return failure(
      `The certificate of the ${receiver} is not from a known authority, has expired, or is for another name (${code}), so nothing was sent. Check ${where} and "forwarding.${name}.caFile" in the policy.`,
      { isPassing: false },
    );
  }
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') {
    return failure(
      `No encrypted connection to the ${receiver} came about (${code}), so nothing was sent. Check ${where} in the policy, and that it offers TLS 1.2 or later.`,
      { isPassing: false },
    );
  }
  return failure(
    `The ${receiver} cannot be reached, or broke off (${code}). Check the network, that it runs, and ${where} in the policy.`,
  );
};
