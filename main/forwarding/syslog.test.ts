import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AuditRecord } from '../../contract/audit.ts';
import type { SyslogSettings } from '../../contract/policy-forwarding.ts';
import { ok } from '../../contract/result.ts';
import { createAuthority, type Authority } from '../../tests/support/authority.ts';
import { needs } from '../../tests/support/needs.ts';
import { createRsyslog, type Rsyslog } from '../../tests/support/rsyslog.ts';
import { FORMATS } from '../audit-proof/formats/index.ts';
import { systemSchedule } from '../shared/schedule.ts';
import { SOURCE } from './bench.fixture.ts';
import type { Outcome, Outgoing, ReceiverPorts } from './receiver.ts';
import { createSyslog } from './syslog.ts';

const PORTS: ReceiverPorts = {
  source: () => SOURCE,
  secret: () => Promise.resolve(ok(null)),
  line: (format, record, source) => FORMATS[format].line(record, source),
  now: Date.now,
  schedule: systemSchedule,
};

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'samehand-syslog-'));
  onTestFinished(() => {
    rmSync(made, { recursive: true, force: true });
  });
  return made;
};
const written = (name: string, text: string): string => {
  const path = join(folder(), name);
  writeFileSync(path, text);
  return path;
};

const record = (seq: number, body: AuditRecord['body'] = { by: 'user' }): AuditRecord => ({
  seq,
  at: '2026-03-02T09:00:00Z',
  kind: 'session-unlocked',
  body,
});
const outgoing = (...records: readonly AuditRecord[]): readonly Outgoing[] =>
  records.map((each) => ({ record: each, link: null }));

const settingsFor = (port: number, over: Partial<SyslogSettings> = {}): SyslogSettings => ({
  host: 'localhost',
  port,
  format: 'jsonl',
  caFile: null,
  certificateFile: null,
  keyFile: null,
  ...over,
});

const send = (settings: SyslogSettings, batch: readonly Outgoing[], signal?: AbortSignal): Promise<Outcome> =>
  createSyslog(settings, PORTS).send(batch, signal ?? new AbortController().signal);

const rsyslog = async (authority: Authority, asksForCertificate = false): Promise<Rsyslog> => {
  const { certificate, key } = await authority.issue('localhost');
  const server = await createRsyslog({
    folder: folder(),
    ca: authority.certificate,
    certificate,
    key,
    asksForCertificate,
  });
  onTestFinished(() => server.stop('SIGKILL'));
  await server.start();
  return server;
};

/** A server that does what it is told with a connection. */
const listen = async (
  authority: Authority,
  name: string,
  talk: (socket: TLSSocket) => void,
  allowHalfOpen = false,
): Promise<number> => {
  const { certificate, key } = await authority.issue(name);
  const server: Server = createServer({ cert: certificate, key, allowHalfOpen }, (socket) => {
    socket.on('error', () => undefined);
    talk(socket);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

describe('records by syslog', () => {
  it('arrive at a real rsyslog as they were written, in order, in each format', async (ctx) => {
    needs(ctx, 'linux', 'rsyslog');
    const authority = await createAuthority('Test authority');
    const server = await rsyslog(authority);
    const caFile = written('ca.pem', authority.certificate);
    const records = [
      record(1),
      record(2, { by: 'Zoë "quoted" \\ | = [x]\n%s' }),
      record(3, { by: 'x'.repeat(20_000) }),
    ];
    const expected: string[] = [];
    for (const format of ['jsonl', 'cef', 'ocsf', 'ecs'] as const) {
      expect(await send(settingsFor(server.port, { caFile, format }), outgoing(...records))).toEqual({ ok: true });
      expected.push(...records.map((each) => FORMATS[format].line(each, SOURCE)));
    }
    expect(server.messages()).toEqual(expected);
    expect(server.lines()[0]).toBe(
      `<110>1 2026-03-02T09:00:00Z desk-7 samehand - session-unlocked [origin software="Samehand" swVersion="1.2.3"] ${FORMATS.jsonl.line(record(1), SOURCE)}`,
    );
  });

  it('go to nobody whose certificate does not hold', async () => {
    const authority = await createAuthority('Test authority');
    const other = await createAuthority('Another authority');
    const caFile = written('ca.pem', authority.certificate);
    const talk = (socket: TLSSocket): void => {
      socket.on('data', () => {
        throw new Error('it was told something');
      });
    };
    const strangers = [await listen(other, 'localhost', talk), await listen(authority, 'elsewhere.example', talk)];
    for (const port of strangers) {
      const outcome = await send(settingsFor(port, { caFile }), outgoing(record(1)));
      expect(outcome).toMatchObject({ ok: false, isPassing: false, arrived: 0 });
      expect(!outcome.ok && outcome.message).toMatch(
        /^The certificate of the syslog server is not from a known authority, .* so nothing was sent\. Check /,
      );
    }
  });

  it('are sent with a certificate of the machine where the server asks for one', async (ctx) => {
    needs(ctx, 'linux', 'rsyslog');
    const authority = await createAuthority('Test authority');
    const server = await rsyslog(authority, true);
    const caFile = written('ca.pem', authority.certificate);
    const own = await authority.issue('desk-7');
    const certificateFile = written('own.pem', own.certificate);
    const keyFile = written('own.key', own.key);
    const with_ = settingsFor(server.port, { caFile, certificateFile, keyFile });
    expect(await send(with_, outgoing(record(1)))).toEqual({ ok: true });
    const without = settingsFor(server.port, { caFile });
    expect((await send(without, outgoing(record(2)))).ok).toBe(false);
    expect((await createSyslog(without, PORTS).test(new AbortController().signal)).ok).toBe(false);
    expect(await createSyslog(with_, PORTS).test(new AbortController().signal)).toEqual({
      ok: true,
      message: 'The syslog server was reached, and its certificate holds. No record was sent.',
    });
    expect(server.messages()).toEqual([FORMATS.jsonl.line(record(1), SOURCE)]);
  });

  it.each([
    ['caFile', 'cannot be read (ENOENT)'],
    ['certificateFile', 'cannot be read (ENOENT)'],
    ['keyFile', 'cannot be read (ENOENT)'],
  ] as const)('say which file is missing: %s', async (name, what) => {
    const outcome = await send(settingsFor(1, { [name]: '/nowhere/file.pem' }), outgoing(record(1)));
    expect(outcome).toMatchObject({
      ok: false,
      isPassing: false,
      message: `The file of "forwarding.syslog.${name}" in the policy ${what}. Check the setting and the file.`,
    });
  });

  it('say which file does not hold what it should', async () => {
    const caFile = written('ca.pem', 'nothing of the kind');
    expect(await send(settingsFor(1, { caFile }), outgoing(record(1)))).toMatchObject({
      message: expect.stringContaining('holds no certificate') as string,
    });
    const keyFile = written('key.pem', 'nothing of the kind');
    expect(await send(settingsFor(1, { keyFile }), outgoing(record(1)))).toMatchObject({
      message: expect.stringContaining('holds no private key without a passphrase') as string,
    });
  });
});

describe('a server that goes', () => {
  const authority = createAuthority('Test authority');
  const sendTo = async (talk: (socket: TLSSocket) => void, signal?: AbortSignal): Promise<Outcome> => {
    const port = await listen(await authority, 'localhost', talk);
    const caFile = written('ca.pem', (await authority).certificate);
    return await send(settingsFor(port, { caFile }), outgoing(record(1)), signal);
  };

  it('before it was told of the end has not taken them', async () => {
    const outcome = await sendTo((socket) => {
      socket.once('data', () => {
        socket.end();
      });
    });
    expect(outcome).toMatchObject({
      ok: false,
      isPassing: true,
      message:
        'The syslog server cannot be reached, or broke off (BROKEN_OFF). Check the network, that it runs, and "forwarding.syslog.host" and "port" in the policy.',
    });
  });

  it('with bytes unread has not taken them', async () => {
    const outcome = await sendTo((socket) => {
      socket.pause();
      setTimeout(() => {
        socket.destroy();
      }, 200);
    });
    expect(outcome).toMatchObject({ ok: false, isPassing: true });
  });

  it('after it has read to the end has taken them', async () => {
    let text = '';
    const outcome = await sendTo((socket) => {
      socket.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
    });
    expect(outcome).toEqual({ ok: true });
    const message = text.slice(text.indexOf(' ') + 1);
    expect(Buffer.byteLength(message)).toBe(Number(text.slice(0, text.indexOf(' '))));
    expect(message.endsWith(FORMATS.jsonl.line(record(1), SOURCE))).toBe(true);
  });

  it('is not there at all', async () => {
    const outcome = await send(settingsFor(1), outgoing(record(1)));
    expect(outcome).toMatchObject({ ok: false, isPassing: true, arrived: 0 });
    expect(!outcome.ok && outcome.message).toContain('(ECONNREFUSED)');
  });

  it('never ends is given up', async () => {
    const port = await listen(await authority, 'localhost', () => undefined, true);
    const caFile = written('ca.pem', (await authority).certificate);
    const faster: ReceiverPorts = { ...PORTS, schedule: (callback, ms) => systemSchedule(callback, ms / 60) };
    const outcome = await createSyslog(settingsFor(port, { caFile }), faster).send(
      outgoing(record(1)),
      new AbortController().signal,
    );
    expect(outcome).toMatchObject({ ok: false, isPassing: true });
    expect(!outcome.ok && outcome.message).toContain('(ETIMEDOUT)');
  });

  it('keeps nobody who wants to go', async () => {
    const leaving = new AbortController();
    const outcome = sendTo((socket) => {
      socket.once('data', () => {
        leaving.abort();
      });
    }, leaving.signal);
    expect((await outcome).ok).toBe(false);
  });
});
