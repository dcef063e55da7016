/** What the mail library reports, as a sentence for people. */

/** The library's error, as far as it is looked at: its own `code`, that of the system, the server's answer. */
export interface MailFault {
  readonly message: string;
  readonly code?: string | undefined;
  readonly originalCode?: string | undefined;
  readonly responseCode?: number | undefined;
  /** Set with an answer: whether the server would give it again. */
  readonly permanent?: boolean | undefined;
}

export interface MailFaultSentence {
  readonly message: string;
  readonly isPassing: boolean;
}

/** OpenSSL's and Node's names for a certificate that does not hold. */
const CERTIFICATE_CODES =
  /CERT|UNABLE_TO_(GET|VERIFY)|CRL|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED/;
/** After STARTTLS the library keeps the sentence only. */
const CERTIFICATE_SENTENCES = /certificate|altname/i;

const UNTRUSTED =
  'The mail server’s certificate is not from a known authority, has expired, or is for another name, so nothing was sent. Check "mail.host" and "mail.caFile" in the policy.';
const NOT_ENCRYPTED =
  'No encrypted connection to the mail server came about, so nothing was sent. Check "mail.port" and "mail.security" in the policy.';
const SLOW =
  'The mail server did not answer in time. Check that it runs, and "mail.host" and "mail.port" in the policy.';

const byCode = ({ code, message, originalCode }: MailFault, reason: string): string => {
  switch (code ?? '') {
    case 'ETIMEDOUT':
    case 'EABORT':
      return SLOW;
    case 'EDNS':
      return `The name of the mail server is not known (${reason}). Check the network, and "mail.host" in the policy.`;
    case 'EAUTH':
      return `The mail server refused the login (${reason}). Check "mail.user" in the policy, and set the password with: samehand secret set smtp`;
    case 'EENVELOPE':
      return `The mail server refused the sender or the recipients (${reason}). Check the addresses, "mail.from" and "mail.user" in the policy.`;
    case 'EMESSAGE':
      return `The mail server refused the letter (${reason}). Ask who runs it.`;
    case 'ETLS':
      return NOT_ENCRYPTED;
    default:
      if (originalCode?.startsWith('ERR_SSL') === true || message.includes('SSL routines')) return NOT_ENCRYPTED;
      return `The mail server cannot be reached, or broke off (${reason}). Check that it runs, and "mail.host" and "mail.port" in the policy.`;
  }
};

export const describeMailFault = (fault: MailFault): MailFaultSentence => {
  const { code, originalCode, responseCode, permanent, message } = fault;
  const isOfCertificate =
    CERTIFICATE_CODES.test(originalCode ?? '') ||
    (code === 'ETLS' && responseCode === undefined && CERTIFICATE_SENTENCES.test(message));
  if (isOfCertificate) return { message: UNTRUSTED, isPassing: false };
  // Of the server's answer only the number: its text may name addresses.
  const reason = String(responseCode ?? originalCode ?? code ?? 'unknown');
  return { message: byCode(fault, reason), isPassing: permanent !== true };
};
