import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ElasticSettings } from '../../contract/policy-forwarding.ts';
import { err, ok } from '../../contract/result.ts';
import { createAuthority } from '../../tests/support/authority.ts';
import { FORMATS } from '../audit-proof/formats/index.ts';
import { systemSchedule } from '../shared/schedule.ts';
import { SOURCE, linkAt } from './bench.fixture.ts';
import { createElastic } from './elastic.ts';
import { startSearchEngine, type SearchEngine, type SearchEngineOptions } from './search-engine.fixture.ts';
import type { Outgoing, Receiver, ReceiverPorts } from './receiver.ts';

const outgoing = (...seqs: readonly number[]): readonly Outgoing[] =>
  seqs.map((seq) => ({
    record: { seq, at: '2026-03-02T09:00:00Z', kind: 'session-unlocked', body: { by: `user ${String(seq)}` } },
    link: seq === seqs.at(-1) ? linkAt(seq) : null,
  }));

const engine = async (options: SearchEngineOptions = {}): Promise<SearchEngine> => {
  const started = await startSearchEngine(options);
  onTestFinished(started.close);
  return started;
};

const receiverOf = (
  url: string,
  over: Partial<ElasticSettings> = {},
  secret: ReceiverPorts['secret'] = () => Promise.resolve(ok(null)),
): Receiver =>
  createElastic(
    { url, index: 'samehand-audit', format: 'ecs', user: null, caFile: null, ...over },
    {
      source: () => SOURCE,
      secret,
      line: (format, record, source) => FORMATS[format].line(record, source),
      now: () => Date.parse('2026-03-02T09:00:00Z'),
      schedule: systemSchedule,
    },
  );
const send = (receiver: Receiver, batch: readonly Outgoing[]) => receiver.send(batch, new AbortController().signal);
const test = (receiver: Receiver) => receiver.test(new AbortController().signal);

const sequencesOf = ({ documents }: SearchEngine): unknown[] =>
  documents().map(({ source }) => (source as { readonly event: { readonly sequence: number } }).event.sequence);

describe('records for a search engine', () => {
  it('become documents, each under an id of its own', async () => {
    const server = await engine();
    expect(await send(receiverOf(`${server.url}/`), outgoing(1, 2))).toEqual({ ok: true });
    const [first, second] = server.documents();
    expect(first).toEqual({
      index: 'samehand-audit',
      id: expect.stringMatching(/^machine-1-1-[0-9a-f]{32}$/) as string,
      source: JSON.parse(FORMATS.ecs.line(outgoing(1)[0]?.record ?? expect.fail(), SOURCE)) as unknown,
    });
    expect(second?.source).toMatchObject({ event: { sequence: 2 }, samehand: { chain_link: linkAt(2) } });
  });

  it('sent twice are there once', async () => {
    const server = await engine();
    const receiver = receiverOf(server.url);
    await send(receiver, outgoing(1, 2));
    expect(await send(receiver, outgoing(1, 2, 3))).toEqual({ ok: true });
    expect(sequencesOf(server)).toEqual([1, 2, 3]);
  });

  it('with the number of others, from a log that began anew, are no doubles', async () => {
    const server = await engine();
    const receiver = receiverOf(server.url);
    const [{ record }] = outgoing(1) as [Outgoing];
    await send(receiver, [{ record, link: null }]);
    expect(await send(receiver, [{ record: { ...record, body: { by: 'another' } }, link: null }])).toEqual({
      ok: true,
    });
    expect(server.documents()).toHaveLength(2);
  });

  it('of which some are refused for a while count up to the first of these, and are all there in the end', async () => {
    const server = await engine();
    const receiver = receiverOf(server.url);
    server.refuse(2, 429, 'es_rejected_execution_exception');
    expect(await send(receiver, outgoing(1, 2, 3))).toMatchObject({ ok: false, arrived: 1, isPassing: true });
    server.accept();
    expect(await send(receiver, outgoing(2, 3))).toEqual({ ok: true });
    expect(new Set(sequencesOf(server))).toEqual(new Set([1, 2, 3]));
    expect(server.documents()).toHaveLength(3);
  });

  it('that the index cannot hold wait, and it is said why', async () => {
    const server = await engine();
    server.refuse(1, 400, 'document_parsing_exception');
    expect(await send(receiverOf(server.url), outgoing(1, 2))).toMatchObject({
      ok: false,
      arrived: 0,
      isPassing: false,
      message: expect.stringContaining('(400, document_parsing_exception)') as string,
    });
  });

  it('whose answer is lost are not there twice', async () => {
    const server = await engine();
    const receiver = receiverOf(server.url);
    server.breakOff();
    expect(await send(receiver, outgoing(1, 2))).toMatchObject({ ok: false, arrived: 0, isPassing: true });
    expect(server.documents()).toHaveLength(2);
    expect(await send(receiver, outgoing(1, 2))).toEqual({ ok: true });
    expect(server.documents()).toHaveLength(2);
  });

  it('may be written by OCSF', async () => {
    const server = await engine();
    expect(await send(receiverOf(server.url, { format: 'ocsf' }), outgoing(1))).toEqual({ ok: true });
    expect(server.documents()[0]?.source).toMatchObject({ unmapped: { link: linkAt(1) } });
  });
});

describe('an answer', () => {
  it.each([
    [503, { isPassing: true, retryAfterMs: null }],
    [500, { isPassing: true }],
    [429, { isPassing: true }],
    [413, { isPassing: false, isTooLarge: true }],
    [401, { isPassing: false, message: expect.stringContaining('samehand secret set elastic') as string }],
    [403, { isPassing: false }],
    [404, { isPassing: false, message: expect.stringContaining('"forwarding.elastic.url" and "index"') as string }],
    [302, { isPassing: false }],
  ])('%i', async (status, expected) => {
    const server = await engine();
    server.answer(status);
    expect(await send(receiverOf(server.url), outgoing(1))).toMatchObject({ ok: false, arrived: 0, ...expected });
    expect(server.documents()).toEqual([]);
  });

  it('may ask to be left alone for a while', async () => {
    const server = await engine();
    server.answer(503, { 'retry-after': '120' });
    expect(await send(receiverOf(server.url), outgoing(1))).toMatchObject({ retryAfterMs: 120_000 });
  });

  it('of another service is none', async () => {
    const server = await engine();
    server.answer(200);
    expect(await send(receiverOf(server.url), outgoing(1))).toMatchObject({ ok: false, isPassing: false });
  });
});

describe('who sends', () => {
  const secret = () => Promise.resolve(ok('a secret'));
  it('shows a password, or an API key, or nothing', async () => {
    const server = await engine();
    await send(receiverOf(server.url, { user: 'samehand' }, secret), outgoing(1));
    await send(receiverOf(server.url, {}, secret), outgoing(2));
    await send(receiverOf(server.url), outgoing(3));
    expect(server.logins()).toEqual([
      `Basic ${Buffer.from('samehand:a secret').toString('base64')}`,
      'ApiKey a secret',
      null,
    ]);
  });

  it('waits for a keychain that is locked', async () => {
    const server = await engine();
    const locked = () => Promise.resolve(err('key-unavailable', 'The keychain is locked.'));
    expect(await send(receiverOf(server.url, {}, locked), outgoing(1))).toMatchObject({
      ok: false,
      isPassing: true,
      message: 'The keychain is locked.',
    });
  });
});

describe('a connection', () => {
  it('is made to nobody whose certificate does not hold', async () => {
    const authority = await createAuthority('Test authority');
    const folder = mkdtempSync(join(tmpdir(), 'samehand-elastic-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const caFile = join(folder, 'ca.pem');
    writeFileSync(caFile, authority.certificate);
    const server = await engine({ certified: await authority.issue('localhost') });
    expect(await send(receiverOf(server.url, { caFile }), outgoing(1))).toEqual({ ok: true });
    const strangers = [receiverOf(server.url), receiverOf(server.url.replace('localhost', '127.0.0.1'), { caFile })];
    for (const stranger of strangers) {
      const outcome = await send(stranger, outgoing(2));
      expect(outcome).toMatchObject({
        ok: false,
        isPassing: false,
        message: expect.stringMatching(/^The certificate of the search engine .* so nothing was sent\./) as string,
      });
    }
    expect(server.documents()).toHaveLength(1);
  });

  it('to nowhere says so', async () => {
    const server = await engine();
    await server.close();
    expect(await send(receiverOf(server.url), outgoing(1))).toMatchObject({
      ok: false,
      isPassing: true,
      message: expect.stringContaining('(ECONNREFUSED)') as string,
    });
  });

  it('is tested without a record', async () => {
    const server = await engine();
    expect(await test(receiverOf(server.url))).toEqual({
      ok: true,
      message: 'The search engine was reached. No record was sent.',
    });
    server.answer(401);
    expect((await test(receiverOf(server.url))).ok).toBe(false);
    server.answer(403);
    expect(await test(receiverOf(server.url, {}, () => Promise.resolve(ok('key'))))).toEqual({
      ok: true,
      message: 'The search engine was reached, and it takes the login. No record was sent.',
    });
    expect(server.documents()).toEqual([]);
  });
});
