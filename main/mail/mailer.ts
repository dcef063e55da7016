/** Sends a letter through the policy's SMTP server. The one place that loads the mail library. */
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { Policy } from '../../contract/policy.ts';
import type { MailSettings } from '../../contract/policy-delivery.ts';
import { CodedError, unwrap, type Result } from '../../contract/result.ts';
import { readAuthority } from './authority-file.ts';
import { describeMailFault, type MailFault } from './mail-fault.ts';

export interface Letter {
  readonly to: readonly string[];
  /** What would end the header line becomes a space. */
  readonly subject: string;
  readonly text: string;
}

export interface MailOutcome {
  readonly ok: boolean;
  /** For people: what failed and what to do. No address and nothing that the server said. */
  readonly message: string;
  /** Whether it makes sense to try again later. */
  readonly isPassing: boolean;
}

export interface Mailer {
  /** Taken by the server, or not. Never rejects. */
  send(letter: Letter): Promise<MailOutcome>;
}

export interface MailerPorts {
  readonly settings: () => Policy['mail'];
  readonly password: () => Promise<Result<string | null, 'key-unavailable'>>;
}

const SECOND_MS = 1_000;
/** Connecting, greeting, encryption, login, envelope, text: a server that lingers at each is given up all the same. */
const STEPS = 6;

/** Instead of the machine's name, which is nobody's business (RFC 5321, 4.1.3). */
const CLIENT_NAME = '[127.0.0.1]';

const failed = (message: string, isPassing: boolean): MailOutcome => ({ ok: false, message, isPassing });

const NO_SERVER = failed(
  'The policy names no mail server. An administrator can name one in its section "mail".',
  false,
);
const NO_ADDRESS = failed('This is not an address that mail can be sent to. Check how it is written.', false);
// A locked keyring says "none" too, so it may pass.
const NO_PASSWORD = failed(
  'The password of the mail server is not there. Set it with "samehand secret set smtp", or unlock the keychain.',
  true,
);

/** Control characters and separators of lines, which could begin another header. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

const areAddresses = (to: readonly string[]): boolean =>
  to.length > 0 && to.every((each) => z.email().safeParse(each).success);

/** @throws the library's error, or a CodedError for the file of the authority */
const deliver = async (settings: MailSettings, password: string | null, letter: Letter): Promise<MailOutcome> => {
  const { host, port, security, user, from, caFile } = settings;
  const timeoutMs = settings.timeoutSeconds * SECOND_MS;
  const authority = caFile === null ? null : await readAuthority(caFile);
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: true,
    name: CLIENT_NAME,
    ...(user === null || password === null ? {} : { auth: { user, pass: password } }),
    // Said here, so that no variable of the environment switches it off.
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(authority === null ? {} : { ca: authority }) },
    dnsTimeout: timeoutMs,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { accepted, rejected } = await transport.sendMail({
    from: { name: 'Samehand', address: from },
    to: letter.to.map((address) => ({ name: '', address })),
    subject: oneLine(letter.subject),
    text: letter.text,
    headers: { 'Auto-Submitted': 'auto-generated' },
    xMailer: false,
    signal: AbortSignal.timeout(STEPS * timeoutMs),
  });
  const message =
    rejected.length === 0
      ? 'The mail server has taken the letter.'
      : `The mail server has taken the letter, but refused ${String(rejected.length)} of ${String(accepted.length + rejected.length)} recipients. Check "notifications.email.to" in the policy.`;
  return { ok: true, message, isPassing: false };
};

export const createMailer = (ports: MailerPorts): Mailer => ({
  send: async (letter) => {
    const settings = ports.settings();
    if (settings === null) return NO_SERVER;
    if (!areAddresses(letter.to)) return NO_ADDRESS;
    try {
      const password = settings.user === null ? null : unwrap(await ports.password());
      if (settings.user !== null && password === null) return NO_PASSWORD;
      return await deliver(settings, password, letter);
    } catch (error) {
      if (error instanceof CodedError) return failed(error.message, error.code === 'key-unavailable');
      const { message, isPassing } = describeMailFault(error as MailFault);
      return failed(message, isPassing);
    }
  },
});
