/** A real mail server over TLS, with a mailbox that a test reads. */
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { generate } from 'selfsigned';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  /** Of the policy. */
  readonly settings: { readonly host: string; readonly port: number; readonly from: string; readonly caFile: string };
  /** Letters as they came, oldest first. */
  readonly letters: readonly string[];
  /** The digits of the last letter that has any. */
  readonly code: () => string;
  readonly close: () => Promise<void>;
}

/** @param folder for the certificate of its authority */
export const startMailServer = async (folder: string): Promise<MailServer> => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  const letters: string[] = [];
  const server = new SMTPServer({
    secure: true,
    key,
    cert,
    authOptional: true,
    onData: (stream, _session, done) => {
      void text(stream).then((letter) => {
        letters.push(letter);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });
  const caFile = join(folder, 'mail-authority.pem');
  writeFileSync(caFile, cert);
  const { port } = server.server.address() as AddressInfo;
  return {
    settings: { host: 'localhost', port, from: 'samehand@example.org', caFile },
    letters,
    code: () => letters.map((letter) => /\b(\d{6})\b is your one-time code/.exec(letter)?.[1]).findLast(Boolean) ?? '',
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
};
