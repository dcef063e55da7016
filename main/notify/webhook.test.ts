import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { generate } from 'selfsigned';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { notificationSchema, type Notification } from '../../contract/notification.ts';
import { err, ok } from '../../contract/result.ts';
import { systemSchedule } from '../shared/schedule.ts';
import type { Attempt } from './delivery.ts';
import { createFakeTime } from './fake-time.fixture.ts';
import { TIME_LIMIT_MS, createWebhook, retryAfterMs, type WebhookPorts } from './webhook.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const EVENT: Notification = {
  id: 'event-1',
  kind: 'locked',
  at: '2026-03-02T09:00:00Z',
  machine: 'machine-1',
  decisionId: 'decision-1',
  text: 'The agent has locked the workstation.',
};

interface Request {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
};
/** Answers with a status and headers; keeps what it was sent. */
const receiver = (
  status: number,
  headers: Record<string, string> = {},
): { readonly requests: Request[]; readonly listener: RequestListener } => {
  const requests: Request[] = [];
  return {
    requests,
    listener: (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method, url, headers: sent } = request;
        requests.push({ method, url, headers: sent, body: Buffer.concat(chunks).toString('utf8') });
        response.writeHead(status, headers).end('an answer that nobody reads');
      });
    },
  };
};

const sendTo = (url: string | null, over: Partial<WebhookPorts> = {}, signal?: AbortSignal): Promise<Attempt> =>
  createWebhook({
    url: () => url,
    secret: () => Promise.resolve(ok(SECRET)),
    now: Date.now,
    schedule: systemSchedule,
    post: fetch,
    ...over,
  })(EVENT, signal ?? new AbortController().signal);

/** What comes of an answer of the receiver. */
const answered = async (
  status: number,
  headers: Record<string, string> = {},
  over: Partial<WebhookPorts> = {},
): Promise<Attempt> => {
  const port = await listen(createServer(receiver(status, headers).listener));
  return await sendTo(`http://127.0.0.1:${String(port)}/hook`, over);
};
const refused = (message: string, isPassing: boolean, wait: number | null = null): Attempt => ({
  ok: false,
  message,
  isPassing,
  retryAfterMs: wait,
});

describe('an event', () => {
  it('is posted so that the receiver can verify it', async () => {
    const { requests, listener } = receiver(204);
    const port = await listen(createServer(listener));
    expect(await sendTo(`http://127.0.0.1:${String(port)}/hook?team=1`)).toEqual({
      ok: true,
      message: 'The receiver of the webhook has taken the event.',
    });
    const [request] = requests as [Request];
    expect([request.method, request.url]).toEqual(['POST', '/hook?team=1']);
    const verified = new Webhook(SECRET).verify(request.body, request.headers as Record<string, string>);
    expect(notificationSchema.parse(verified)).toEqual(EVENT);
    expect(request.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': 'event-1',
      'user-agent': 'Samehand',
    });
    expect(request.headers.cookie).toBeUndefined();
    const forged = request.body.replace('locked', 'paused');
    const verifyForged = () => new Webhook(SECRET).verify(forged, request.headers as Record<string, string>);
    expect(verifyForged).toThrow('No matching signature found');
  });

  it('carries the time of the attempt', async () => {
    const { requests, listener } = receiver(200);
    const port = await listen(createServer(listener));
    const at = Date.parse('2026-03-02T09:00:01.900Z');
    await sendTo(`http://127.0.0.1:${String(port)}/`, { now: () => at });
    const [{ headers, body }] = requests as [Request];
    expect(headers['webhook-timestamp']).toBe('1772442001');
    expect(headers['webhook-signature']).toBe(new Webhook(SECRET).sign('event-1', new Date(at), body));
  });

  it('is signed with a secret as it may be written', async () => {
    const bare = Buffer.alloc(25, 7).toString('base64');
    for (const secret of [bare, bare.replaceAll('=', ''), `${SECRET}\n`]) {
      const answer = await answered(200, {}, { secret: () => Promise.resolve(ok(secret)) });
      expect(answer.ok).toBe(true);
    }
  });
});

describe('the receiver’s answer', () => {
  it.each([200, 201, 204, 299])('%i is delivered', async (status) => {
    expect((await answered(status)).ok).toBe(true);
  });

  it.each([408, 425, 429, 500, 502, 503])('%i passes', async (status) => {
    expect(await answered(status)).toEqual(
      refused(
        `The receiver of the webhook cannot take events at present (${String(status)}). Check that it runs.`,
        true,
      ),
    );
  });

  it.each([400, 401, 404, 410, 422])('%i does not pass by itself', async (status) => {
    expect(await answered(status)).toEqual(
      refused(
        `The receiver of the webhook refuses the event (${String(status)}). Check "notifications.webhook.url" in the policy, and the secret.`,
        false,
      ),
    );
  });

  it('may ask to be left alone for a while', async () => {
    expect(await answered(503, { 'retry-after': '120' })).toMatchObject({ isPassing: true, retryAfterMs: 120_000 });
    expect(await answered(429, { 'retry-after': 'soon' })).toMatchObject({ isPassing: true, retryAfterMs: null });
  });

  it('is not followed elsewhere', async () => {
    const elsewhere = receiver(200);
    const port = await listen(createServer(elsewhere.listener));
    expect(await answered(307, { location: `http://127.0.0.1:${String(port)}/` })).toEqual(
      refused(
        'The receiver of the webhook points elsewhere, which is not followed (307). Check "notifications.webhook.url" in the policy, and the secret.',
        false,
      ),
    );
    expect(elsewhere.requests).toEqual([]);
  });

  it('sets no cookies', async () => {
    const { requests, listener } = receiver(200, { 'set-cookie': 'a=b' });
    const port = await listen(createServer(listener));
    await sendTo(`http://127.0.0.1:${String(port)}/`);
    await sendTo(`http://127.0.0.1:${String(port)}/`);
    expect(requests.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined]);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-03-02T09:00:00Z');
  it.each([
    [null, null],
    ['7', 7_000],
    ['Mon, 02 Mar 2026 09:01:00 GMT', 60_000],
    ['Mon, 02 Mar 2026 08:00:00 GMT', 0],
    ['-1', null],
    ['nonsense', null],
  ])('%j is %s ms', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });
});

describe('a receiver that does not answer', () => {
  it('because nothing listens is tried again, and its address is not repeated', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await sendTo(`http://127.0.0.1:${String(port)}/token`)).toEqual(
      refused(
        'The receiver of the webhook could not be reached (ECONNREFUSED). Check the network, the receiver’s certificate, and "notifications.webhook.url" in the policy.',
        true,
      ),
    );
  });

  it('because it hangs is given up', async () => {
    const time = createFakeTime(0);
    const seen = vi.fn();
    const port = await listen(createServer(seen));
    const answer = sendTo(`http://127.0.0.1:${String(port)}/`, { schedule: time.schedule });
    await vi.waitFor(() => {
      expect(seen).toHaveBeenCalledOnce();
    });
    time.pass(TIME_LIMIT_MS);
    expect(await answer).toEqual(
      refused('The receiver of the webhook did not answer in time. Check that it runs.', true),
    );
  });

  it('because the agent ends is left', async () => {
    const stop = new AbortController();
    const seen = vi.fn();
    const port = await listen(createServer(seen));
    const answer = sendTo(`http://127.0.0.1:${String(port)}/`, {}, stop.signal);
    await vi.waitFor(() => {
      expect(seen).toHaveBeenCalledOnce();
    });
    stop.abort();
    expect(await answer).toMatchObject({ ok: false, isPassing: true });
  });
});

describe('over HTTPS', () => {
  const startTls = async (): Promise<{ url: string; requests: Request[]; cert: string }> => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      extensions: [
        { name: 'basicConstraints', cA: true },
        { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
      ],
    });
    const { requests, listener } = receiver(200);
    const port = await listen(createTlsServer({ key, cert }, listener));
    return { url: `https://localhost:${String(port)}/`, requests, cert };
  };

  it('a receiver that nobody vouches for gets nothing', async () => {
    const { url, requests } = await startTls();
    const answer = await sendTo(url);
    expect(answer).toMatchObject({ ok: false, isPassing: true });
    expect(answer.message).toContain('(DEPTH_ZERO_SELF_SIGNED_CERT)');
    expect(requests).toEqual([]);
  });

  it('nothing is sent where the environment lets anybody be the receiver', async () => {
    const { url, requests } = await startTls();
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    onTestFinished(() => {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    });
    expect(await sendTo(url)).toEqual(
      refused(
        'The agent was started with certificates unchecked, so nothing is sent. Remove NODE_TLS_REJECT_UNAUTHORIZED from its environment.',
        false,
      ),
    );
    expect(requests).toEqual([]);
  });

  it('a receiver that an authority of the system vouches for gets it', async () => {
    const { url, requests, cert } = await startTls();
    const before = getCACertificates('default');
    setDefaultCACertificates([...before, cert]);
    onTestFinished(() => {
      setDefaultCACertificates(before);
    });
    expect(await sendTo(url)).toMatchObject({ ok: true });
    expect(requests).toHaveLength(1);
  });
});

describe('without what it takes, nothing is sent', () => {
  it('an address', async () => {
    expect(await sendTo(null)).toEqual(refused('The policy names no webhook.', false));
  });

  it('a secret', async () => {
    const post = vi.fn<typeof fetch>();
    const withSecret = (secret: Awaited<ReturnType<WebhookPorts['secret']>>): Promise<Attempt> =>
      sendTo('http://127.0.0.1:1/', { post, secret: () => Promise.resolve(secret) });
    expect(await withSecret(ok(null))).toEqual(
      refused(
        'The secret that webhooks are signed with is not there. Set it with "samehand secret set webhook", or unlock the keychain.',
        true,
      ),
    );
    expect(await withSecret(err('key-unavailable', 'The keychain is locked.'))).toEqual(
      refused('The keychain is locked.', true),
    );
    const short = Buffer.alloc(23).toString('base64');
    for (const wrong of ['', 'whsec_', 'a passphrase', short, `whsec_${short}`, 'whsec_%%%']) {
      expect(await withSecret(ok(wrong))).toEqual(
        refused(
          'The secret that webhooks are signed with must be "whsec_" and at least 24 bytes in base64. Set it with: samehand secret set webhook',
          false,
        ),
      );
    }
    expect(post).not.toHaveBeenCalled();
  });
});
