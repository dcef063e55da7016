import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import os, { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { generate, type GenerateResult } from 'selfsigned';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { MailSettings } from '../../contract/policy-delivery.ts';
import { err, ok } from '../../contract/result.ts';
import { createMailer, type Letter, type MailOutcome, type MailerPorts } from './mailer.ts';

const LETTER: Letter = { to: ['it@example.org'], subject: 'Locked', text: 'The workstation was locked.\n.\nEnd.' };
const PASSWORD = 'correct horse';

const certificate = (name: string, notAfterDate?: Date): Promise<GenerateResult> =>
  generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: name }] },
    ],
    ...(notAfterDate === undefined ? {} : { notBeforeDate: new Date('2020-01-01'), notAfterDate }),
  });

let folder = '';
let localhost: GenerateResult;
let caFile = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-mail-'));
  localhost = await certificate('localhost');
  caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, `Our own authority\n${localhost.cert}`);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly isSecure: boolean;
  readonly user: string | undefined;
}
let received: Received[] = [];
afterEach(() => {
  received = [];
});

const refusal = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

/** A server that takes what it is given from whoever logs in; `options` lay over that. */
const startServer = async (options: SMTPServerOptions = {}): Promise<number> => {
  const server = new SMTPServer({
    secure: true,
    key: localhost.private,
    cert: localhost.cert,
    authOptional: true,
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, callback) => {
      if (username === 'samehand' && password === PASSWORD) callback(null, { user: username });
      else callback(refusal(535, 'no such user samehand@example.org'));
    },
    onData: (stream, { envelope, secure, user }, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push({
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
          isSecure: secure,
          user,
        });
        callback();
      });
    },
    ...options,
  });
  // A client that breaks off is no fault of the server.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    await new Promise<void>((resolve) => {
      server.close(resolve);
    });
  });
  return (server.server.address() as AddressInfo).port;
};

/** A server that does with a connection what `talk` says. */
const startTalker = async (
  talk: (socket: Socket) => void,
  create: (onConnection: (socket: Socket) => void) => Server = createServer,
): Promise<number> => {
  const sockets = new Set<Socket>();
  const server = create((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    talk(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
};

const settingsFor = (port: number, over: Partial<MailSettings> = {}): MailSettings => ({
  host: 'localhost',
  port,
  security: 'tls',
  user: null,
  from: 'samehand@example.org',
  caFile,
  timeoutSeconds: 15,
  ...over,
});
const send = (
  settings: MailSettings | null,
  letter: Letter = LETTER,
  password: MailerPorts['password'] = () => Promise.resolve(ok(PASSWORD)),
): Promise<MailOutcome> => createMailer({ settings: () => settings, password }).send(letter);

const SENT = { ok: true, message: 'The mail server has taken the letter.', isPassing: false };
const UNTRUSTED = {
  ok: false,
  message:
    'The mail server’s certificate is not from a known authority, has expired, or is for another name, so nothing was sent. Check "mail.host" and "mail.caFile" in the policy.',
  isPassing: false,
};
const UNENCRYPTED =
  'No encrypted connection to the mail server came about, so nothing was sent. Check "mail.port" and "mail.security" in the policy.';
const SLOW = {
  ok: false,
  message: 'The mail server did not answer in time. Check that it runs, and "mail.host" and "mail.port" in the policy.',
  isPassing: true,
};
const unreachable = (reason: string): string =>
  `The mail server cannot be reached, or broke off (${reason}). Check that it runs, and "mail.host" and "mail.port" in the policy.`;

describe('a letter', () => {
  it('is taken by a server that is encrypted from the beginning, with login', async () => {
    const port = await startServer({ authOptional: false });
    expect(await send(settingsFor(port, { user: 'samehand' }))).toEqual(SENT);
    expect(received).toHaveLength(1);
    const [{ raw, ...rest }] = received as [Received];
    expect(rest).toEqual({ from: 'samehand@example.org', to: ['it@example.org'], isSecure: true, user: 'samehand' });
    expect(raw).toContain('From: Samehand <samehand@example.org>\r\n');
    expect(raw).toContain('To: it@example.org\r\n');
    expect(raw).toContain('Subject: Locked\r\n');
    expect(raw).toContain('Auto-Submitted: auto-generated\r\n');
    expect(raw).toMatch(/\r\n\r\nThe workstation was locked\.\r\n\.\r\nEnd\.\s*$/);
    expect(raw).not.toMatch(/mailer/i);
  });

  it('is taken by a server that is encrypted after its greeting', async () => {
    const port = await startServer({ secure: false });
    expect(await send(settingsFor(port, { security: 'starttls', user: 'samehand' }))).toEqual(SENT);
    expect(received.map(({ isSecure }) => isSecure)).toEqual([true]);
  });

  it('takes a connection of its own', async () => {
    let connections = 0;
    const port = await startServer({
      onConnect: (_session, callback) => {
        connections += 1;
        callback();
      },
    });
    const mailer = createMailer({ settings: () => settingsFor(port), password: () => Promise.resolve(ok(null)) });
    await mailer.send(LETTER);
    await mailer.send(LETTER);
    expect([connections, received.length]).toEqual([2, 2]);
  });

  it('does not name the machine to the server', async () => {
    const hostname = vi.spyOn(os, 'hostname').mockReturnValue('machine-of-ada.example.org');
    onTestFinished(() => {
      hostname.mockRestore();
    });
    let name = '';
    const port = await startServer({
      onMailFrom: (_address, { hostNameAppearsAs }, callback) => {
        name = hostNameAppearsAs;
        callback();
      },
    });
    await send(settingsFor(port));
    expect(name).toBe('[127.0.0.1]');
  });

  it('goes to those recipients that the server takes, and says that some were refused', async () => {
    const port = await startServer({
      onRcptTo: ({ address }, _session, callback) => {
        callback(address === 'gone@example.org' ? refusal(550, 'gone') : null);
      },
    });
    const to = ['it@example.org', 'gone@example.org'];
    expect(await send(settingsFor(port), { ...LETTER, to })).toEqual({
      ok: true,
      message:
        'The mail server has taken the letter, but refused 1 of 2 recipients. Check "notifications.email.to" in the policy.',
      isPassing: false,
    });
    expect(received.map((each) => each.to)).toEqual([['it@example.org']]);
  });

  it('cannot bring headers or recipients of its own', async () => {
    const port = await startServer();
    const subject = 'Locked\r\nBcc: thief@example.org\r\n\r\nbody\u2028x\u0000';
    expect(await send(settingsFor(port), { ...LETTER, subject })).toEqual(SENT);
    const [{ raw, to }] = received as [Received];
    expect(to).toEqual(['it@example.org']);
    expect(raw).not.toMatch(/^Bcc/im);
    expect(raw).toContain('Subject: Locked Bcc: thief@example.org body x\r\n');
  });

  it.each([
    'it@example.org\r\nRCPT TO:<thief@example.org>',
    'it@example.org, thief@example.org',
    '<it@example.org>',
    'it@example.org> BODY=8BITMIME',
    'group: it@example.org;',
    'it',
    '',
  ])('is not sent to %j', async (address) => {
    const port = await startServer();
    const answer = await send(settingsFor(port), { ...LETTER, to: ['it@example.org', address] });
    expect(answer).toEqual({
      ok: false,
      message: 'This is not an address that mail can be sent to. Check how it is written.',
      isPassing: false,
    });
    expect(received).toEqual([]);
  });
});

describe('without what the policy must say', () => {
  it('nothing is sent', async () => {
    expect(await send(null)).toEqual({
      ok: false,
      message: 'The policy names no mail server. An administrator can name one in its section "mail".',
      isPassing: false,
    });
  });

  it('a password is asked for, when there is a login', async () => {
    expect(await send(settingsFor(1, { user: 'samehand' }), LETTER, () => Promise.resolve(ok(null)))).toEqual({
      ok: false,
      message:
        'The password of the mail server is not there. Set it with "samehand secret set smtp", or unlock the keychain.',
      isPassing: true,
    });
    const locked = () => Promise.resolve(err('key-unavailable', 'The keychain is locked. Unlock it.'));
    expect(await send(settingsFor(1, { user: 'samehand' }), LETTER, locked)).toEqual({
      ok: false,
      message: 'The keychain is locked. Unlock it.',
      isPassing: true,
    });
  });

  it('the file of the authority is named as the fault', async () => {
    const say = (what: string): MailOutcome => ({
      ok: false,
      message: `The file with the mail server’s authority ${what}. Check "mail.caFile" in the policy.`,
      isPassing: false,
    });
    const write = (name: string, text: string): Partial<MailSettings> => {
      writeFileSync(join(folder, name), text);
      return { caFile: join(folder, name) };
    };
    const port = await startServer();
    const broken = localhost.cert.replace(/[A-Za-z0-9+/]{40}\r?\n/, '');
    expect(await send(settingsFor(port, { caFile: join(folder, 'none.pem') }))).toEqual(say('cannot be read (ENOENT)'));
    expect(await send(settingsFor(port, { caFile: folder }))).toEqual(say('cannot be read (EISDIR)'));
    expect(await send(settingsFor(port, { caFile: '/dev/zero' }))).toEqual(say('holds no certificate'));
    expect(await send(settingsFor(port, write('text.pem', 'words')))).toEqual(say('holds no certificate'));
    expect(await send(settingsFor(port, write('broken.pem', broken)))).toEqual(say('holds a broken certificate'));
    expect(await send(settingsFor(port, write('large.pem', 'x'.repeat(1_048_577))))).toEqual(say('is too large'));
  });

  it('a new file of the authority holds for the next letter', async () => {
    const renewed = join(folder, 'renewed.pem');
    writeFileSync(renewed, (await certificate('localhost')).cert);
    const port = await startServer();
    const mailer = createMailer({
      settings: () => settingsFor(port, { caFile: renewed }),
      password: () => Promise.resolve(ok(null)),
    });
    expect(await mailer.send(LETTER)).toEqual(UNTRUSTED);
    writeFileSync(renewed, localhost.cert);
    expect(await mailer.send(LETTER)).toEqual(SENT);
  });
});

describe.each(['tls', 'starttls'] as const)('a server that is not the right one (%s)', (security) => {
  const secure = security === 'tls';

  it('because nobody vouches for it is refused, whatever the environment says', async () => {
    const port = await startServer({ secure });
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    onTestFinished(() => {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    });
    expect(await send(settingsFor(port, { security, caFile: null }))).toEqual(UNTRUSTED);
    expect(received).toEqual([]);
  });

  it('because it is another, or its certificate has expired, is refused', async () => {
    for (const { cert, private: key } of [
      await certificate('mail.example.org'),
      await certificate('localhost', new Date('2021-01-01')),
    ]) {
      const own = join(folder, 'own.pem');
      writeFileSync(own, cert);
      const port = await startServer({ secure, key, cert });
      expect(await send(settingsFor(port, { security, caFile: own }))).toEqual(UNTRUSTED);
    }
    expect(received).toEqual([]);
  });
});

describe('a server that does not encrypt', () => {
  it('after greeting gets nothing', async () => {
    const port = await startServer({ secure: false, disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
    expect(await send(settingsFor(port, { security: 'starttls', user: 'samehand' }))).toEqual({
      ok: false,
      message: UNENCRYPTED,
      isPassing: false,
    });
    expect(received).toEqual([]);
  });

  it('from the beginning gets nothing', async () => {
    const port = await startServer({ secure: false });
    expect(await send(settingsFor(port, { security: 'tls' }))).toMatchObject({ ok: false, message: UNENCRYPTED });
    expect(received).toEqual([]);
  });

  it('is not believed what it said before the encryption', async () => {
    const lines: string[] = [];
    const port = await startTalker((socket) => {
      socket.write('220 there\r\n');
      socket.on('data', (data: Buffer) => {
        const line = data.toString();
        lines.push(line);
        if (line.startsWith('EHLO')) socket.write('250-there\r\n250 AUTH PLAIN\r\n');
        // "Yes", and an answer to what was not asked yet.
        else if (line.startsWith('STARTTLS')) socket.write('220 go\r\n250 AUTH PLAIN\r\n');
        else socket.destroy();
      });
    });
    const answer = await send(settingsFor(port, { security: 'starttls', user: 'samehand' }));
    expect(answer.ok).toBe(false);
    expect(lines.join('')).not.toMatch(/AUTH|MAIL FROM/);
  });
});

describe('a server that refuses', () => {
  it('the login', async () => {
    const port = await startServer();
    const answer = await send(settingsFor(port, { user: 'samehand' }), LETTER, () => Promise.resolve(ok('wrong')));
    expect(answer).toEqual({
      ok: false,
      message:
        'The mail server refused the login (535). Check "mail.user" in the policy, and set the password with: samehand secret set smtp',
      isPassing: false,
    });
  });

  it('the login for now', async () => {
    const port = await startServer({
      onAuth: (_auth, _session, callback) => {
        callback(refusal(454, 'later'));
      },
    });
    const answer = await send(settingsFor(port, { user: 'samehand' }));
    expect(answer).toMatchObject({ ok: false, isPassing: true });
  });

  it.each([
    [451, true],
    [550, false],
  ])('the recipient with %i: passing is %s', async (code, isPassing) => {
    const port = await startServer({
      onRcptTo: (_address, _session, callback) => {
        callback(refusal(code, 'not it@example.org'));
      },
    });
    expect(await send(settingsFor(port))).toEqual({
      ok: false,
      message: `The mail server refused the sender or the recipients (${String(code)}). Check the addresses, "mail.from" and "mail.user" in the policy.`,
      isPassing,
    });
  });

  it.each([
    [452, true],
    [554, false],
  ])('the letter with %i: passing is %s', async (code, isPassing) => {
    const port = await startServer({
      onData: (stream, _session, callback) => {
        stream.resume();
        stream.on('end', () => {
          callback(refusal(code, 'no'));
        });
      },
    });
    expect(await send(settingsFor(port))).toEqual({
      ok: false,
      message: `The mail server refused the letter (${String(code)}). Ask who runs it.`,
      isPassing,
    });
  });

  it('everybody for now', async () => {
    const port = await startServer({
      onConnect: (_session, callback) => {
        callback(refusal(421, 'busy'));
      },
    });
    expect(await send(settingsFor(port))).toMatchObject({ ok: false, isPassing: true });
  });
});

describe('a server that is not there', () => {
  it('because nothing listens may be back later', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const free = (server.address() as AddressInfo).port;
    await new Promise((resolve) => server.close(resolve));
    expect(await send(settingsFor(free))).toEqual({
      ok: false,
      message: unreachable('ECONNREFUSED'),
      isPassing: true,
    });
  });

  it('because its name is not known may be back later', async () => {
    const answer = await send(settingsFor(465, { host: 'mail.invalid' }));
    expect(answer).toMatchObject({ ok: false, isPassing: true });
    expect(answer.message).toMatch(/^The name of the mail server is not known \(\w+\)\. Check the network, /);
  });

  it('because it hangs up may be back later', async () => {
    const port = await startTalker((socket) => socket.destroy());
    expect(await send(settingsFor(port))).toMatchObject({ ok: false, isPassing: true });
  });
});

describe('a server that hangs', () => {
  const quick = { timeoutSeconds: 1 };

  it.each(['tls', 'starttls'] as const)('at the connection is given up (%s)', async (security) => {
    const port = await startTalker(() => undefined);
    expect(await send(settingsFor(port, { ...quick, security }))).toEqual(SLOW);
  });

  it('after the greeting is given up', async () => {
    const port = await startTalker((socket) => void socket.write('220 there\r\n'));
    expect(await send(settingsFor(port, { ...quick, security: 'starttls' }))).toEqual(SLOW);
  });

  it('after the text is given up', async () => {
    const port = await startServer({
      onData: (stream) => {
        stream.resume();
      },
    });
    expect(await send(settingsFor(port, quick))).toEqual(SLOW);
  });

  it('by sending a little at a time is given up too', async () => {
    const talk = (socket: Socket): void => {
      socket.write('220 there\r\n');
      socket.on('data', (data: Buffer) => {
        const said = data.toString();
        if (said.startsWith('DATA')) socket.write('354 go on\r\n');
        else if (/^(EHLO|MAIL|RCPT)/.test(said)) socket.write('250 yes\r\n');
        else {
          const drip = setInterval(() => socket.write('250-wait\r\n'), 300);
          socket.on('close', () => {
            clearInterval(drip);
          });
        }
      });
    };
    const port = await startTalker(talk, (onConnection) =>
      createTlsServer({ key: localhost.private, cert: localhost.cert }, onConnection),
    );
    expect(await send(settingsFor(port, quick))).toEqual(SLOW);
  });

  it('but answers in time is waited for', async () => {
    const port = await startServer({
      onMailFrom: (_address, _session, callback) => {
        setTimeout(callback, 1_200);
      },
    });
    expect(await send(settingsFor(port, { timeoutSeconds: 15 }))).toEqual(SENT);
  });
});
