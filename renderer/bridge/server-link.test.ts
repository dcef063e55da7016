import { beforeEach, describe, expect, it } from 'vitest';
import { linkToServer, type ServerLink } from './server-link.ts';

const SESSION = { session: 'of the page', proof: 'of the server' };
const PROGRESS = { name: 'progress', body: { job: 'j', done: 1, total: 2 } };

/** A server that answers each request for the stream by what is in the hands of the test. */
interface Stream {
  readonly say: (value: unknown) => void;
  readonly end: () => void;
}
let streams: Stream[];
let asked: string[];
let answers: ('stream' | 'refuse' | 'unreachable')[];
let told: unknown[];
let waits: (() => void)[];

const fetchPushes = (session: string): Promise<Response> => {
  asked.push(session);
  const answer = answers.shift() ?? 'stream';
  if (answer === 'unreachable') return Promise.reject(new TypeError('fetch failed'));
  if (answer === 'refuse') return Promise.resolve(new Response('{}', { status: 401 }));
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      streams.push({
        say: (value) => {
          controller.enqueue(new TextEncoder().encode(`${JSON.stringify(value)}\n`));
        },
        end: () => {
          controller.close();
        },
      });
    },
  });
  return Promise.resolve(new Response(body));
};
const link = (): ServerLink =>
  linkToServer({
    session: SESSION,
    tell: (name, body) => told.push([name, body]),
    fetchPushes,
    wait: () => new Promise((resolve) => waits.push(resolve)),
  });
/** What is known by now; 'unknown' while it is being found out. */
const known = async (server: ServerLink): Promise<boolean | 'unknown'> => {
  await settle();
  return Promise.race([server.isProven(), settle().then(() => 'unknown' as const)]);
};
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

beforeEach(() => {
  streams = [];
  asked = [];
  answers = [];
  told = [];
  waits = [];
});

describe('the link to the server', () => {
  it('holds once the server has shown itself, and tells its pushes', async () => {
    const server = link();
    expect(await known(server)).toBe('unknown');
    streams[0]?.say({ proof: SESSION.proof });
    expect(await known(server)).toBe(true);
    for (const value of [PROGRESS, {}, { name: 'unknown', body: 1 }, { name: 'progress', body: { job: 7 } }]) {
      streams[0]?.say(value);
    }
    await settle();
    expect(told).toEqual([['progress', PROGRESS.body]]);
    expect(asked).toEqual([SESSION.session]);
  });

  it.each([
    ['the proof of another', { proof: 'of another' }],
    ['a push before the proof', PROGRESS],
    ['nothing', {}],
  ])('is refused for good to a program that shows %s', async (_, first) => {
    const server = link();
    await settle();
    streams[0]?.say(first);
    expect(await known(server)).toBe(false);
    expect([told, waits, asked.length]).toEqual([[], [], 1]);
  });

  it('is refused for good where the session is not known', async () => {
    answers = ['refuse'];
    expect(await known(link())).toBe(false);
    expect(waits).toEqual([]);
  });

  it('is unknown between a break and the proof anew, and false when the server is not there', async () => {
    answers = ['stream', 'unreachable', 'stream'];
    const server = link();
    await settle();
    streams[0]?.say({ proof: SESSION.proof });
    expect(await known(server)).toBe(true);
    streams[0]?.end();
    expect(await known(server)).toBe('unknown');
    const asksMeanwhile = server.isProven();
    waits.shift()?.();
    expect(await asksMeanwhile).toBe(false);
    await settle();
    waits.shift()?.();
    await settle();
    streams[1]?.say({ proof: SESSION.proof });
    expect(await known(server)).toBe(true);
  });

  it('does not trust another program that took the port', async () => {
    const server = link();
    await settle();
    streams[0]?.say({ proof: SESSION.proof });
    streams[0]?.end();
    await settle();
    waits.shift()?.();
    await settle();
    streams[1]?.say({ proof: 'a guess' });
    expect(await known(server)).toBe(false);
  });

  it('is given up after a minute', async () => {
    answers = Array.from({ length: 100 }, () => 'unreachable' as const);
    const server = link();
    for (let second = 0; second < 80; second += 1) {
      await settle();
      waits.shift()?.();
    }
    expect(await known(server)).toBe(false);
    expect(asked).toHaveLength(60);
  });
});
