/** A code's whole way: from the question, by a real mail server over TLS, into the mailbox and back. */
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { generate } from 'selfsigned';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok, unwrap } from '../../contract/result.ts';
import { createMailer } from '../mail/mailer.ts';
import { ADDRESS, createBench, type Bench } from './bench.fixture.ts';
import type { StepUpCalls } from './step-up-calls.ts';
import type { StepUpService } from './step-up.ts';

describe('a code by a real mail server', () => {
  let bench: Bench;
  let server: SMTPServer;
  let service: StepUpService;
  let calls: StepUpCalls;
  let mailbox: { readonly to: string[]; readonly letter: string }[];

  beforeEach(async () => {
    bench = createBench();
    mailbox = [];
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
    });
    server = new SMTPServer({
      secure: true,
      key,
      cert,
      authOptional: true,
      onData: (stream, { envelope }, done) => {
        void text(stream).then((letter) => {
          mailbox.push({ to: envelope.rcptTo.map(({ address }) => address), letter });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => {
      server.listen(0, 'localhost', resolve);
    });
    const caFile = join(bench.folder, 'ca.pem');
    writeFileSync(caFile, cert);
    const { port } = server.server.address() as AddressInfo;
    bench.setPolicy({ mail: { host: 'localhost', port, from: 'samehand@example.org', caFile } });
    const mailer = createMailer({ settings: () => bench.policy().mail, password: () => Promise.resolve(ok(null)) });
    bench.mail = mailer.send;
    ({ service, calls } = await bench.open());
  });
  afterEach(async () => {
    await new Promise<void>((resolve) => {
      server.close(resolve);
    });
    bench.close();
  });

  const mailed = (): string => /\b(\d{6})\b is your one-time code/.exec(mailbox.at(-1)?.letter ?? '')?.[1] ?? '';

  it('sets the address up, and answers a question once', async () => {
    expect(await calls['step-up.email.begin']({ address: ADDRESS, grant: undefined })).toMatchObject({
      ok: true,
      value: { sentTo: 'a…@example.org' },
    });
    expect(mailbox.map(({ to }) => to)).toEqual([[ADDRESS]]);
    unwrap(await calls['step-up.email.confirm']({ code: mailed() }));
    bench.pass(30);

    const answer = service.prompts.ask('unlock', new AbortController().signal);
    expect((await calls['code.mail']({})).ok).toBe(true);
    expect(service.prompts.current()).toMatchObject({ mailed: true, methods: ['email', 'recovery-code'] });
    expect(await calls['code.answer']({ code: mailed() })).toMatchObject({ value: { outcome: 'passed' } });
    expect(await answer).toBe('passed');
    expect((await service.verifier.verify(mailed(), null)).outcome).toBe('refused');
    expect(bench.bodies('code-mailed')).toEqual([
      { ok: true, message: expect.any(String) },
      { ok: true, message: expect.any(String) },
    ]);
  });

  it('is an error with what to do when the server is gone, and recovery codes go on', async () => {
    await calls['step-up.email.begin']({ address: ADDRESS, grant: undefined });
    const { recoveryCodes } = unwrap(await calls['step-up.email.confirm']({ code: mailed() }));
    await new Promise<void>((resolve) => {
      server.close(resolve);
    });
    bench.pass(30);
    const failed = await calls['code.mail']({});
    expect(failed).toMatchObject({ ok: false, code: 'mail-failed', message: expect.stringMatching(/\.$/) });
    expect((await service.verifier.verify(recoveryCodes[0] ?? '', null)).outcome).toBe('passed');
  });
});
