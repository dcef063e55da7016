import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { AuditRecord } from '../../contract/audit.ts';
import { ok } from '../../contract/result.ts';
import { createAuthority } from '../../tests/support/authority.ts';
import { FORMATS } from '../audit-proof/formats/index.ts';
import { systemSchedule } from '../shared/schedule.ts';
import { SOURCE, linkAt } from './bench.fixture.ts';
import { createOtlp } from './otlp.ts';
import type { Outgoing, Receiver } from './receiver.ts';

const RECORD: AuditRecord = {
  seq: 7,
  at: '2026-03-02T09:00:00Z',
  kind: 'decision',
  body: { action: 'lock', reason: 'below-lock', decisionId: 'd', withheld: null, trust: 3, modality: 'keyboard' },
};
const BATCH: readonly Outgoing[] = [
  { record: { ...RECORD, seq: 6, kind: 'resumed', body: { by: 'user' } }, link: null },
  { record: RECORD, link: linkAt(7) },
];
const NOW = Date.parse('2026-03-02T09:00:01.500Z');

/** OTLP as JSON: numbers of 64 bits are strings or numbers there. */
const attribute = z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) });
const requestSchema = z.object({
  resourceLogs: z.array(
    z.object({
      resource: z.object({ attributes: z.array(attribute) }),
      scopeLogs: z.array(
        z.object({
          scope: z.object({ name: z.string() }),
          logRecords: z.array(
            z.object({
              timeUnixNano: z.union([z.string(), z.number()]),
              observedTimeUnixNano: z.union([z.string(), z.number()]),
              severityNumber: z.number(),
              severityText: z.string(),
              eventName: z.string(),
              body: z.object({ stringValue: z.string() }),
              attributes: z.array(attribute),
            }),
          ),
        }),
      ),
    }),
  ),
});
type Request = z.infer<typeof requestSchema>;

interface Collector {
  readonly requests: Request[];
  readonly logins: (string | undefined)[];
  readonly listener: RequestListener;
}
/** Takes what is OTLP, and answers with a status. */
const collector = (status = 200, answer = '{"partialSuccess":{}}'): Collector => {
  const requests: Request[] = [];
  const logins: (string | undefined)[] = [];
  return {
    requests,
    logins,
    listener: (request, response) => {
      void text(request).then((body) => {
        logins.push(request.headers.authorization);
        requests.push(requestSchema.parse(JSON.parse(body)));
        response
          .writeHead(request.url === '/v1/logs' ? status : 404, { 'content-type': 'application/json' })
          .end(answer);
      });
    },
  };
};
const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

const receiverOf = (
  url: string,
  { caFile = null, token = null }: { caFile?: string | null; token?: string | null } = {},
): Receiver =>
  createOtlp(
    { url, caFile },
    {
      source: () => SOURCE,
      secret: () => Promise.resolve(ok(token)),
      line: (format, record, source) => FORMATS[format].line(record, source),
      now: () => NOW,
      schedule: systemSchedule,
    },
  );
const send = (receiver: Receiver) => receiver.send(BATCH, new AbortController().signal);
const urlOf = async ({ listener }: Collector): Promise<string> =>
  `http://localhost:${String(await listen(createServer(listener)))}/v1/logs`;

const plain = (attributes: z.infer<typeof attribute>[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

describe('records for a collector', () => {
  it('arrive with what they are and whose they are, in order', async () => {
    const server = collector();
    expect(await send(receiverOf(await urlOf(server)))).toEqual({ ok: true });
    const [{ resource, scopeLogs } = expect.fail()] = server.requests[0]?.resourceLogs ?? [];
    expect(server.requests[0]?.resourceLogs).toHaveLength(1);
    expect(plain(resource.attributes)).toEqual({
      'service.name': 'samehand',
      'service.version': '1.2.3',
      'service.instance.id': 'machine-1',
      'host.id': 'machine-1',
      'host.name': 'desk-7',
    });
    const [{ scope, logRecords } = expect.fail()] = scopeLogs;
    expect(scope.name).toBe('samehand.audit');
    expect(logRecords.map(({ attributes, ...rest }) => ({ ...rest, attributes: plain(attributes) }))).toEqual([
      {
        timeUnixNano: '1772442000000000000',
        observedTimeUnixNano: '1772442001500000000',
        severityNumber: 9,
        severityText: 'INFO',
        eventName: 'samehand.resumed',
        body: { stringValue: '{"at":"2026-03-02T09:00:00Z","body":{"by":"user"},"kind":"resumed","seq":6}' },
        attributes: { 'samehand.seq': 6, 'user.id': 'u1' },
      },
      {
        timeUnixNano: '1772442000000000000',
        observedTimeUnixNano: '1772442001500000000',
        severityNumber: 17,
        severityText: 'ERROR',
        eventName: 'samehand.decision',
        body: { stringValue: FORMATS.jsonl.line(RECORD, SOURCE) },
        attributes: { 'samehand.seq': 7, 'user.id': 'u1', 'samehand.link': linkAt(7) },
      },
    ]);
  });

  it('are shown a token where one was set', async () => {
    const server = collector();
    const url = await urlOf(server);
    await send(receiverOf(url, { token: 'a token' }));
    await send(receiverOf(url));
    expect(server.logins).toEqual(['Bearer a token', undefined]);
  });
});

describe('a collector’s answer', () => {
  it.each([
    [401, { isPassing: false, message: expect.stringContaining('samehand secret set otlp') as string }],
    [413, { isPassing: false, isTooLarge: true }],
    [400, { isPassing: false }],
    [500, { isPassing: true }],
  ])('%i is a failure', async (status, expected) => {
    expect(await send(receiverOf(await urlOf(collector(status))))).toMatchObject({
      ok: false,
      arrived: 0,
      ...expected,
    });
  });

  it('that it cannot now is tried again by the library, and is a failure that passes in the end', async () => {
    const server = collector(503);
    expect(await send(receiverOf(await urlOf(server)))).toMatchObject({
      ok: false,
      isPassing: true,
      message: 'The OpenTelemetry collector cannot take records at present. Check that it runs.',
    });
    expect(server.requests.length).toBeGreaterThan(1);
  });

  it('that it has rejected some is said, and they do not go again', async () => {
    for (const rejected of ['1', 1]) {
      const answer = JSON.stringify({ partialSuccess: { rejectedLogRecords: rejected, errorMessage: 'of ada' } });
      expect(await send(receiverOf(await urlOf(collector(200, answer))))).toMatchObject({
        ok: false,
        arrived: BATCH.length,
        isPassing: true,
        message: 'The OpenTelemetry collector has rejected 1 of the records that it was sent. Look into its log.',
      });
    }
    const warning = '{"partialSuccess":{"errorMessage":"old names of attributes"}}';
    expect(await send(receiverOf(await urlOf(collector(200, warning))))).toEqual({ ok: true });
  });

  it('is not there where nobody listens', async () => {
    const outcome = await send(receiverOf('http://localhost:1/v1/logs'));
    expect(outcome).toMatchObject({ ok: false, isPassing: true });
    expect(!outcome.ok && outcome.message).toContain('(ECONNREFUSED)');
  });
});

describe('a connection', () => {
  it('is made to nobody whose certificate does not hold', async () => {
    const authority = await createAuthority('Test authority');
    const folder = mkdtempSync(join(tmpdir(), 'samehand-otlp-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const caFile = join(folder, 'ca.pem');
    writeFileSync(caFile, authority.certificate);
    const { certificate, key } = await authority.issue('localhost');
    const server = collector();
    const port = await listen(createTlsServer({ cert: certificate, key }, server.listener));
    const url = `https://localhost:${String(port)}/v1/logs`;
    expect(await send(receiverOf(url, { caFile }))).toEqual({ ok: true });
    expect(await send(receiverOf(url))).toMatchObject({
      ok: false,
      isPassing: false,
      message: expect.stringMatching(/^The certificate of the OpenTelemetry collector /) as string,
    });
    expect((await send(receiverOf(url.replace('localhost', '127.0.0.1'), { caFile }))).ok).toBe(false);
    expect(server.requests).toHaveLength(1);
  });

  it('is tested without a record', async () => {
    const server = collector();
    const receiver = receiverOf(await urlOf(server));
    expect((await receiver.test(new AbortController().signal)).ok).toBe(true);
    expect(server.requests).toEqual([{ resourceLogs: [] }]);
    expect((await receiverOf('http://localhost:1/v1/logs').test(new AbortController().signal)).ok).toBe(false);
  });

  it('that nobody waits for any more is given up', async () => {
    const leaving = new AbortController();
    const port = await listen(createServer(() => leaving.abort()));
    const receiver = receiverOf(`http://localhost:${String(port)}/v1/logs`);
    expect((await receiver.send(BATCH, leaving.signal)).ok).toBe(false);
  });
});
