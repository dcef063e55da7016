/** Tells others what happened: on the desktop at once, by webhook and mail through a queue on the disk. */
import type { AuditEvent } from '../../contract/audit.ts';
import type { Channel, ChannelState, Notification } from '../../contract/notification.ts';
import type { Policy } from '../../contract/policy.ts';
import type { NotificationKind } from '../../contract/policy-delivery.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { Outbox, QueuedChannel } from '../access/outbox.ts';
import type { Handlers } from '../control/dispatch.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Platform } from '../platform/platform.ts';
import type { Schedule } from '../shared/schedule.ts';
import { createDelivery, type Delivery, type Send } from './delivery.ts';
import { describeEvent, type EventDescription } from './describe-event.ts';
import { createDesktop } from './desktop.ts';
import { createEventMail } from './event-mail.ts';
import { createQueue } from './queue.ts';
import { createTellOnce } from './tell-once.ts';
import { createWebhook } from './webhook.ts';

type NotificationCallName = 'notifications.show' | 'notifications.test';
/** Who stands behind a call, or which proof is missing. */
type Require = (need: 'code', grant: string | undefined) => Result<string>;

export interface Notifier {
  /** Takes any audit event; what nobody is to be told of is ignored. Returns at once, never throws. */
  note(event: AuditEvent): void;
  /** Looks at the policy again. */
  configure(): void;
  states(): readonly ChannelState[];
  readonly calls: (require: Require) => Pick<Handlers, NotificationCallName>;
  /** What is on its way may arrive, for a moment; what waits is delivered after the next start. */
  close(): Promise<void>;
}

export interface NotifierPorts {
  readonly outbox: Outbox;
  readonly policy: () => Policy;
  readonly mailer: Mailer;
  /** What webhooks are signed with. */
  readonly webhookSecret: () => Promise<Result<string | null, 'key-unavailable'>>;
  readonly notify: Platform['notify'];
  /** The installation's id. */
  readonly machine: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly schedule: Schedule;
  readonly newId: () => string;
  /** Is told of what was thrown away. Never while the notifier is being created. */
  readonly audit: (event: AuditEvent) => void;
  readonly post?: typeof fetch;
}

const SECOND_MS = 1_000;
const DAY_MS = 86_400 * SECOND_MS;
/** Long enough for "the agent was ended" to leave, short enough for a shutdown. */
const CLOSING_GRACE_MS = 2 * SECOND_MS;

const TEST_TEXT = 'This is a test: somebody with the right to has asked for it.';
const NOT_NAMED: Readonly<Record<QueuedChannel, string>> = {
  webhook: 'The policy names no webhook. An administrator can name one in its section "notifications".',
  email: 'The policy names nobody to mail events to. An administrator can in its section "notifications".',
};

/** ISO 8601, UTC, to the second. */
const isoSeconds = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

export const createNotifier = (ports: NotifierPorts): Notifier => {
  const { outbox, policy, mailer, now, schedule, newId, machine, audit } = ports;
  const settings = (): Policy['notifications'] => policy().notifications;
  const isNews = createTellOnce();
  const desktop = createDesktop({ notify: ports.notify, now, schedule });

  const send: Readonly<Record<QueuedChannel, Send>> = {
    webhook: createWebhook({
      url: () => settings().webhook?.url ?? null,
      secret: ports.webhookSecret,
      now,
      schedule,
      post: ports.post ?? fetch,
    }),
    email: createEventMail({ mailer, to: () => settings().email?.to ?? null }),
  };
  const deliveryBy = (channel: QueuedChannel): Delivery =>
    createDelivery({
      channel,
      queue: createQueue(outbox, channel),
      send: send[channel],
      keepMs: () => settings().keepDays * DAY_MS,
      now,
      schedule,
      onDropped: (count, message) => {
        audit({ kind: 'notification-dropped', body: { channel, count, message } });
      },
    });
  const deliveries: Readonly<Record<QueuedChannel, Delivery>> = {
    webhook: deliveryBy('webhook'),
    email: deliveryBy('email'),
  };
  const channels = ['webhook', 'email'] as const;

  /** What a delivery depends on; a change is a reason to try at once. */
  const reasons: Record<QueuedChannel, string> = { webhook: '', email: '' };
  const configure = (): void => {
    const { webhook, email } = settings();
    const wanted = { webhook: JSON.stringify(webhook), email: JSON.stringify([email, policy().mail]) };
    deliveries.webhook.turn(webhook !== null);
    deliveries.email.turn(email !== null);
    for (const channel of channels) {
      if (reasons[channel] !== '' && reasons[channel] !== wanted[channel]) deliveries[channel].wake();
      reasons[channel] = wanted[channel];
    }
  };
  // Later, since what waits for a channel that is gone is audited, and whoever audits is not ready yet.
  const cancelStart = schedule(configure, 0);

  const notificationOf = (
    kind: Notification['kind'],
    { text, decisionId }: Pick<EventDescription, 'text' | 'decisionId'>,
  ): Notification => ({ id: newId(), kind, at: isoSeconds(now()), machine, decisionId, text });

  const isToldBy = (channel: QueuedChannel, kind: NotificationKind): boolean =>
    settings()[channel]?.kinds.includes(kind) ?? false;

  const tell = (event: EventDescription): void => {
    // The doubt is put before the employee by whoever asks for the code.
    if (event.kind !== 'doubt' && settings().desktop.includes(event.kind)) desktop.tell(event.kind, event.text);
    const wanting = channels.filter((channel) => isToldBy(channel, event.kind));
    if (wanting.length === 0) return;
    const notification = notificationOf(event.kind, event);
    for (const channel of wanting) deliveries[channel].put(notification);
  };

  const states = (): readonly ChannelState[] => [
    desktop.state(settings().desktop.length > 0),
    ...channels.map((channel) => deliveries[channel].state()),
  ];

  const test = async (channel: Channel): Promise<{ ok: boolean; message: string }> => {
    if (channel === 'desktop') return await desktop.show('test', TEST_TEXT);
    if (settings()[channel] === null) return { ok: false, message: NOT_NAMED[channel] };
    const notification = notificationOf('test', { text: TEST_TEXT, decisionId: null });
    return await send[channel](notification, new AbortController().signal);
  };

  return {
    note: (event) => {
      const description = describeEvent(event);
      // A password that was missing may be there now.
      if (event.kind === 'secret-changed') for (const channel of channels) deliveries[channel].wake();
      if (isNews(event, description?.kind ?? null) && description !== null) tell(description);
    },
    configure,
    states,
    calls: (proofFor) => ({
      'notifications.show': () => Promise.resolve(ok({ channels: [...states()] })),
      'notifications.test': async ({ channel, grant }) => {
        const by = proofFor('code', grant);
        if (!by.ok) return by;
        const { ok: isSent, message } = await test(channel);
        return ok({ ok: isSent, message });
      },
    }),
    close: async () => {
      cancelStart();
      desktop.close();
      await Promise.all(channels.map((channel) => deliveries[channel].close(CLOSING_GRACE_MS)));
    },
  };
};
