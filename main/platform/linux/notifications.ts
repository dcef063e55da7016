/** Desktop notifications (Desktop Notifications Specification 1.2). */
import type { Notice, NoticeOutcome } from '../platform.ts';
import type { Bus } from './reconnecting-bus.ts';

const SERVICE = 'org.freedesktop.Notifications';
const URGENCY = { low: 0, normal: 1, critical: 2 } as const;
const NEW_NOTIFICATION = 0;
const SERVER_DECIDES_EXPIRY = -1;

export const sendNotification = async (session: Bus, notice: Notice): Promise<NoticeOutcome> => {
  const reply = await session.call({
    destination: SERVICE,
    path: '/org/freedesktop/Notifications',
    interface: SERVICE,
    member: 'Notify',
    signature: 'susssasa{sv}i',
    body: [
      'Samehand',
      NEW_NOTIFICATION,
      '',
      notice.title,
      notice.body,
      [],
      { urgency: { variantOf: 'y', value: URGENCY[notice.urgency] } },
      SERVER_DECIDES_EXPIRY,
    ],
  });
  return reply.ok
    ? { ok: true, method: SERVICE, message: 'The desktop took the notification.' }
    : { ok: false, method: SERVICE, message: `The desktop took no notification: ${reply.message}.` };
};
