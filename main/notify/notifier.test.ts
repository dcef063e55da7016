import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { generate } from 'selfsigned';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { AuditEvent } from '../../contract/audit.ts';
import { notificationSchema, type ChannelState, type Notification } from '../../contract/notification.ts';
import { policySchema, type Policy } from '../../contract/policy.ts';
import { NOTIFICATION_KINDS } from '../../contract/policy-delivery.ts';
import { err, ok, unwrap } from '../../contract/result.ts';
import { openAccess, type AccessStore } from '../access/access-store.ts';
import { createMailer, type Letter, type Mailer } from '../mail/mailer.ts';
import type { Notice, NoticeOutcome } from '../platform/platform.ts';
import { EVERY_EVENT } from './every-event.fixture.ts';
import { createFakeTime, type FakeTime } from './fake-time.fixture.ts';
import { createNotifier, type Notifier } from './notifier.ts';

const BEGIN = Date.parse('2026-03-02T09:00:00Z');
const HOUR_MS = 3_600_000;
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const KEY = new Uint8Array(32).fill(3);
const SHOWN: NoticeOutcome = { ok: true, method: 'test', message: 'shown' };

let folder: string;
let time: FakeTime;
let store: AccessStore;
let policy: Policy;
let secret: string | null;
let events: AuditEvent[];
let notices: Notice[];
let letters: Letter[];
let outcome: NoticeOutcome;
let ids: number;
let notifier: Notifier;
let mailer: Mailer;
let post: typeof fetch;

const open = (): void => {
  store = unwrap(openAccess({ path: join(folder, 'access.db'), key: KEY }));
  notifier = createNotifier({
    outbox: store.outbox,
    policy: () => policy,
    mailer: { send: (letter) => mailer.send(letter) },
    webhookSecret: () => Promise.resolve(ok(secret)),
    notify: (notice) => {
      notices.push(notice);
      return Promise.resolve(outcome);
    },
    machine: 'machine-1',
    now: time.now,
    schedule: time.schedule,
    newId: () => {
      ids += 1;
      return `event-${String(ids)}`;
    },
    audit: (event) => {
      events.push(event);
      notifier.note(event);
    },
    post: (...args) => post(...args),
  });
  time.pass(0);
};
/** As a new process would. */
const restart = async (): Promise<void> => {
  await notifier.close();
  store.close();
  open();
};
const stateOf = (channel: ChannelState['channel']): ChannelState => {
  const state = notifier.states().find((each) => each.channel === channel);
  if (state === undefined) throw new Error(`no state of ${channel}`);
  return state;
};
const adopt = (notifications: object, mail: object | null = null): void => {
  policy = policySchema.parse({ notifications, mail });
  notifier.configure();
};
/** Until nothing is on its way. */
const atRest = async (): Promise<void> => {
  await vi.waitFor(
    () => {
      for (const { waiting, nextAttemptAt } of notifier.states()) {
        if (waiting > 0 && nextAttemptAt === null) throw new Error('on its way');
      }
    },
    { timeout: 15_000 },
  );
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samehand-notify-'));
  time = createFakeTime(BEGIN);
  policy = policySchema.parse({});
  secret = SECRET;
  events = [];
  notices = [];
  letters = [];
  outcome = SHOWN;
  ids = 0;
  post = fetch;
  mailer = {
    send: (letter) => {
      letters.push(letter);
      return Promise.resolve({ ok: true, message: 'sent', isPassing: false });
    },
  };
  open();
});
afterEach(async () => {
  await notifier.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const code = EVERY_EVENT['code-refused'];
const locked = EVERY_EVENT['action-done'];
const paused = (minutes: number): AuditEvent => ({ kind: 'paused', body: { minutes, by: 'employee' } });

/** A receiver that can go away and come back to the same port. */
const createReceiver = async () => {
  const received: { readonly event: Notification; readonly signed: boolean }[] = [];
  let status = 200;
  const create = (): Server =>
    createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = request.headers;
        const expected = new Webhook(SECRET).sign(String(id), new Date(Number(at) * 1_000), body);
        received.push({ event: notificationSchema.parse(JSON.parse(body)), signed: signature === expected });
        response.writeHead(status, { connection: 'close' }).end();
      });
    });
  let server = create();
  const listen = (port: number): Promise<void> => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  onTestFinished(close);
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    received,
    texts: () => received.map(({ event }) => event.text),
    answer: (next: number) => {
      status = next;
    },
    goAway: close,
    comeBack: async () => {
      server = create();
      await listen(port);
    },
  };
};

describe('by default', () => {
  it('nothing leaves the machine, whatever happens', async () => {
    post = () => {
      throw new Error('posted');
    };
    mailer = {
      send: () => {
        throw new Error('mailed');
      },
    };
    for (const event of Object.values(EVERY_EVENT)) notifier.note(event);
    time.pass(30 * 24 * HOUR_MS);
    await atRest();
    expect([store.outbox.count('webhook', 0), store.outbox.count('email', 0)]).toEqual([0, 0]);
    expect(events).toEqual([]);
    expect(notifier.states().map(({ channel, enabled }) => [channel, enabled])).toEqual([
      ['desktop', true],
      ['webhook', false],
      ['email', false],
    ]);
  });

  it('the employee is told on the desktop of what the policy names', () => {
    for (const event of Object.values(EVERY_EVENT)) notifier.note(event);
    expect(notices.map(({ title }) => title)).toEqual([
      'Not watching',
      'Policy changed',
      'A code was refused',
      'Codes are blocked',
      'Accommodation',
    ]);
    expect(notices[2]).toEqual({
      title: 'A code was refused',
      body: 'A one-time code was given that is not valid.',
      urgency: 'normal',
    });
  });
});

describe('on the desktop', () => {
  it('several of a kind within ten seconds are one', () => {
    for (let index = 0; index < 5; index += 1) notifier.note(code);
    notifier.note(EVERY_EVENT['codes-blocked']);
    time.pass(9_999);
    notifier.note(code);
    expect(notices).toHaveLength(2);
    time.pass(1);
    notifier.note(code);
    expect(notices).toHaveLength(3);
  });

  it('the doubt is not told twice: whoever asks about it tells', () => {
    adopt({ desktop: NOTIFICATION_KINDS });
    notifier.note(EVERY_EVENT.decision);
    expect(notices).toEqual([]);
  });

  it('a failure shows in the state only', async () => {
    outcome = { ok: false, method: 'none', message: 'No notification service is there.' };
    notifier.note(code);
    await vi.waitFor(() => {
      expect(stateOf('desktop').problem).toBe('No notification service is there.');
    });
    expect(stateOf('desktop').lastDeliveredAt).toBeNull();
    expect(events).toEqual([]);
    outcome = SHOWN;
    time.pass(10_000);
    notifier.note(code);
    await vi.waitFor(() => {
      expect(stateOf('desktop')).toMatchObject({ problem: null, lastDeliveredAt: '2026-03-02T09:00:10.000Z' });
    });
  });
});

describe('by webhook', () => {
  it('the kinds that the policy names are posted, signed and in order', async () => {
    const receiver = await createReceiver();
    adopt({ webhook: { url: receiver.url, kinds: ['locked', 'paused', 'doubt'] } });
    for (const event of [EVERY_EVENT.decision, code, locked, paused(5)]) notifier.note(event);
    await atRest();
    expect(receiver.received.map(({ event: { id, kind }, signed }) => [id, kind, signed])).toEqual([
      ['event-1', 'doubt', true],
      ['event-2', 'locked', true],
      ['event-3', 'paused', true],
    ]);
    expect(receiver.received[1]?.event).toEqual({
      id: 'event-2',
      kind: 'locked',
      at: '2026-03-02T09:00:00Z',
      machine: 'machine-1',
      decisionId: 'decision-1',
      text: 'The agent has locked the workstation.',
    });
  });

  it('everything arrives in order after the receiver was down for a day, and the agent restarted meanwhile', async () => {
    const receiver = await createReceiver();
    adopt({ webhook: { url: receiver.url, kinds: ['paused'] } });
    notifier.note(paused(1));
    await atRest();
    await receiver.goAway();

    for (let hour = 0; hour < 24; hour += 1) {
      notifier.note(paused(hour + 2));
      await atRest();
      time.pass(HOUR_MS / 2);
      await atRest();
      if (hour % 8 === 4) await restart();
      await atRest();
      time.pass(HOUR_MS / 2);
      await atRest();
    }
    expect(stateOf('webhook')).toMatchObject({ waiting: 24, dropped: 0 });
    expect(stateOf('webhook').problem).toMatch(/could not be reached \(ECONNREFUSED\)/);

    await receiver.comeBack();
    time.pass(HOUR_MS);
    await atRest();
    expect(stateOf('webhook')).toMatchObject({ waiting: 0, problem: null });
    expect(receiver.received.map(({ event }) => event.id)).toEqual(
      Array.from({ length: 25 }, (_, index) => `event-${String(index + 1)}`),
    );
    expect(receiver.received.every(({ signed }) => signed)).toBe(true);
  });

  it('is repeated with the same id, so that the receiver can tell', async () => {
    const receiver = await createReceiver();
    receiver.answer(500);
    adopt({ webhook: { url: receiver.url, kinds: ['locked'] } });
    notifier.note(locked);
    await atRest();
    receiver.answer(200);
    time.pass(5_000);
    await atRest();
    expect(receiver.received.map(({ event }) => [event.id, event.at])).toEqual([
      ['event-1', '2026-03-02T09:00:00Z'],
      ['event-1', '2026-03-02T09:00:00Z'],
    ]);
  });

  it('what is refused is kept, tried hourly, and shown', async () => {
    const receiver = await createReceiver();
    receiver.answer(410);
    adopt({ webhook: { url: receiver.url, kinds: ['locked'] } });
    notifier.note(locked);
    await atRest();
    expect(stateOf('webhook')).toMatchObject({ waiting: 1, nextAttemptAt: '2026-03-02T10:00:00.000Z' });
    expect(stateOf('webhook').problem).toMatch(/refuses the event \(410\)/);
    time.pass(HOUR_MS);
    await atRest();
    expect(receiver.received).toHaveLength(2);
  });

  it('is tried at once when the policy or the secret has changed', async () => {
    const receiver = await createReceiver();
    secret = null;
    adopt({ webhook: { url: receiver.url, kinds: ['locked'] } });
    notifier.note(locked);
    await atRest();
    expect(stateOf('webhook').problem).toMatch(/^The secret that webhooks are signed with is not there/);
    secret = SECRET;
    notifier.note({ kind: 'secret-changed', body: { name: 'webhook', by: 'administrator' } });
    await atRest();
    expect(receiver.received).toHaveLength(1);

    receiver.answer(500);
    notifier.note(locked);
    await atRest();
    receiver.answer(200);
    notifier.configure();
    await atRest();
    expect(receiver.received).toHaveLength(2);
    adopt({ webhook: { url: `${receiver.url}new`, kinds: ['locked'] } });
    await atRest();
    expect(receiver.received).toHaveLength(3);
  });

  it('nothing more is sent once the policy does not name it, and that is audited', async () => {
    const receiver = await createReceiver();
    receiver.answer(503);
    adopt({ webhook: { url: receiver.url, kinds: ['locked'] } });
    for (let index = 0; index < 3; index += 1) notifier.note(locked);
    await atRest();
    adopt({});
    expect(events).toEqual([
      {
        kind: 'notification-dropped',
        body: {
          channel: 'webhook',
          count: 3,
          message: 'The policy does not name this channel any more, so what waited for it was thrown away.',
        },
      },
    ]);
    time.pass(24 * HOUR_MS);
    expect(receiver.received).toHaveLength(1);
    expect(stateOf('webhook')).toMatchObject({ enabled: false, waiting: 0, dropped: 3 });
  });

  it('what waited for a channel that is gone at the start is thrown away', async () => {
    const receiver = await createReceiver();
    receiver.answer(503);
    adopt({ webhook: { url: receiver.url, kinds: ['locked'] } });
    notifier.note(locked);
    await atRest();
    policy = policySchema.parse({});
    await restart();
    expect(events.map(({ kind }) => kind)).toEqual(['notification-dropped']);
    expect(store.outbox.count('webhook', 0)).toBe(0);
  });
});

describe('by mail', () => {
  it('events are mailed by a real server to those whom the policy names', async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      extensions: [
        { name: 'basicConstraints', cA: true },
        { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
      ],
    });
    const mails: { readonly to: string[]; readonly raw: string }[] = [];
    const server = new SMTPServer({
      secure: true,
      key,
      cert,
      authOptional: true,
      closeTimeout: 100,
      onData: (stream, { envelope }, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const raw = Buffer.concat(chunks).toString('utf8');
          mails.push({ to: envelope.rcptTo.map(({ address }) => address), raw });
          callback();
        });
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(async () => {
      await new Promise<void>((resolve) => {
        server.close(resolve);
      });
    });
    const caFile = join(folder, 'ca.pem');
    writeFileSync(caFile, cert);
    const { port } = server.server.address() as AddressInfo;
    mailer = createMailer({ settings: () => policy.mail, password: () => Promise.resolve(ok(null)) });
    const to = ['it@example.org', 'soc@example.org'];
    adopt({ email: { to, kinds: ['locked', 'paused'] } }, { host: 'localhost', port, from: 's@example.org', caFile });
    notifier.note(locked);
    notifier.note(paused(5));
    await atRest();
    expect(mails.map((each) => each.to)).toEqual([to, to]);
    expect(mails[0]?.raw).toContain('Subject: Samehand: Workstation locked\r\n');
    expect(mails[1]?.raw).toContain('Watching is paused for 5 minutes.\r\n');
  });

  it('the letter holds what the webhook does', async () => {
    adopt({ email: { to: ['it@example.org'], kinds: ['locked'] } });
    notifier.note(locked);
    await atRest();
    expect(letters).toEqual([
      {
        to: ['it@example.org'],
        subject: 'Samehand: Workstation locked',
        text: [
          'The agent has locked the workstation.',
          '',
          'Time: 2026-03-02T09:00:00Z',
          'Machine: machine-1',
          'Event: locked',
          'Decision: decision-1',
          'Number of this letter: event-1. If it comes twice, it is the same event.',
          '',
          'Samehand sends this because the policy of the machine names your address.',
          '',
        ].join('\n'),
      },
    ]);
  });

  it('what cannot be mailed is kept, and holds up nothing else', async () => {
    const receiver = await createReceiver();
    mailer = {
      send: (letter) => {
        letters.push(letter);
        return Promise.resolve({ ok: false, message: 'The mail server refused the login (535).', isPassing: false });
      },
    };
    const kinds = ['locked'];
    adopt({ webhook: { url: receiver.url, kinds }, email: { to: ['it@example.org'], kinds } });
    notifier.note(locked);
    notifier.note(locked);
    await atRest();
    expect(receiver.received).toHaveLength(2);
    expect(letters).toHaveLength(1);
    expect(stateOf('email')).toMatchObject({
      waiting: 2,
      problem: 'The mail server refused the login (535).',
      nextAttemptAt: '2026-03-02T10:00:00.000Z',
    });
  });
});

describe('nobody is told again and again', () => {
  it('of a lock that keeps failing, until one succeeds', async () => {
    adopt({ email: { to: ['it@example.org'], kinds: ['locked', 'lock-failed'] } });
    const attempt = (isLocked: boolean): void => {
      notifier.note({ kind: 'action-done', body: { ...locked.body, ok: isLocked } });
    };
    for (const isLocked of [false, false, false, true, false]) attempt(isLocked);
    await atRest();
    expect(letters.map(({ subject }) => subject)).toEqual([
      'Samehand: Workstation could not be locked',
      'Samehand: Workstation locked',
      'Samehand: Workstation could not be locked',
    ]);
  });
});

describe('when the database cannot be used', () => {
  it('events are delivered all the same, nothing is thrown, and the state says so', async () => {
    let fail = (): void => undefined;
    const sent = new Promise<void>((resolve) => {
      fail = resolve;
    });
    mailer = {
      send: async (letter) => {
        letters.push(letter);
        await sent;
        return { ok: true, message: 'sent', isPassing: false };
      },
    };
    adopt({ email: { to: ['it@example.org'], kinds: ['storage-degraded', 'locked'] } });
    store.close();
    notifier.note(EVERY_EVENT['storage-degraded']);
    notifier.note(locked);
    expect(stateOf('email')).toMatchObject({ waiting: 2, problem: 'The database connection is not open' });
    fail();
    await vi.waitFor(() => {
      expect(letters).toHaveLength(2);
    });
  });
});

describe('the calls', () => {
  const GRANT = 'g'.repeat(43);
  const calls = () =>
    notifier.calls((_need, grant) => (grant === GRANT ? ok('administrator') : err('needs-code', 'It needs a code.')));

  it('show the channels to anybody', async () => {
    expect(await calls()['notifications.show']({})).toEqual(ok({ channels: notifier.states() }));
  });

  it('send a test to who may only', async () => {
    const refused = await calls()['notifications.test']({ channel: 'desktop', grant: undefined });
    expect(refused).toEqual(err('needs-code', 'It needs a code.'));
    expect(notices).toEqual([]);
  });

  it('send a test at once by each channel', async () => {
    const receiver = await createReceiver();
    const test = (channel: ChannelState['channel']) => calls()['notifications.test']({ channel, grant: GRANT });
    expect(await test('webhook')).toEqual(
      ok({
        ok: false,
        message: 'The policy names no webhook. An administrator can name one in its section "notifications".',
      }),
    );
    expect(await test('email')).toEqual(
      ok({
        ok: false,
        message: 'The policy names nobody to mail events to. An administrator can in its section "notifications".',
      }),
    );
    adopt({ webhook: { url: receiver.url, kinds: [] }, email: { to: ['it@example.org'], kinds: [] } });
    expect(await test('desktop')).toEqual(ok({ ok: true, message: 'shown' }));
    expect(await test('webhook')).toEqual(
      ok({ ok: true, message: 'The receiver of the webhook has taken the event.' }),
    );
    expect(await test('email')).toEqual(ok({ ok: true, message: 'sent' }));
    expect(notices.map(({ title }) => title)).toEqual(['Test']);
    expect(receiver.received.map(({ event }) => event.kind)).toEqual(['test']);
    expect(letters.map(({ subject }) => subject)).toEqual(['Samehand: Test']);
    receiver.answer(500);
    expect(await test('webhook')).toMatchObject({ ok: true, value: { ok: false } });
  });
});

describe('at the end', () => {
  it('what is on its way arrives, and no timer is left', async () => {
    const receiver = await createReceiver();
    adopt({ webhook: { url: receiver.url, kinds: ['ended'] } });
    notifier.note(code);
    notifier.note(EVERY_EVENT.ended);
    await notifier.close();
    expect(receiver.texts()).toEqual(['Somebody who may has ended the agent: the workstation is not watched.']);
    expect(time.timers()).toBe(0);
  });

  it('is not held up by a receiver that hangs, and what it did not take comes after the next start', async () => {
    const receiver = await createReceiver();
    let hung = 0;
    post = (_input, init) => {
      hung += 1;
      return new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      });
    };
    adopt({ webhook: { url: receiver.url, kinds: ['ended'] } });
    notifier.note(EVERY_EVENT.ended);
    await vi.waitFor(() => {
      expect(hung).toBe(1);
    });
    const closed = notifier.close();
    time.pass(2_000);
    await closed;
    store.close();
    post = fetch;
    open();
    await atRest();
    expect(receiver.received.map(({ event }) => event.id)).toEqual(['event-1']);
  });
});
