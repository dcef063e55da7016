/** The policy's sections on what leaves the workstation: mail and notifications. By default nothing does. */
import { z } from 'zod';
import { receiverUrl } from './receiver-url.ts';

/** Kinds of event that somebody can be told of. */
export const NOTIFICATION_KINDS = [
  'doubt',
  'locked',
  'lock-failed',
  'code-refused',
  'codes-blocked',
  'not-seeing',
  'agent-died',
  'ended',
  'paused',
  'policy-changed',
  'policy-refused',
  'storage-degraded',
  'accommodation',
  'strange-network',
  'role-changed',
  'erasure-requested',
  'log-damaged',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

const kinds = (initial: readonly NotificationKind[]) =>
  z
    .array(z.enum(NOTIFICATION_KINDS))
    .default([...initial])
    .describe('Kinds of event to tell of.');

const FOR_ADMINISTRATORS: readonly NotificationKind[] = [
  'locked',
  'lock-failed',
  'codes-blocked',
  'not-seeing',
  'agent-died',
  'policy-changed',
  'policy-refused',
  'storage-degraded',
  'erasure-requested',
  'log-damaged',
];

export const mailSection = z
  .strictObject({
    host: z.string().min(1).max(253).describe('SMTP server.'),
    port: z.number().int().min(1).max(65_535).default(465).describe('Its port.'),
    security: z
      .enum(['tls', 'starttls'])
      .default('tls')
      .describe(
        'tls: encrypted from the beginning. starttls: after greeting, and refused where the server does not offer it.',
      ),
    user: z
      .string()
      .min(1)
      .max(320)
      .nullable()
      .default(null)
      .describe('Login; its password is set with "samehand secret set smtp".'),
    from: z.email().describe('Sender.'),
    caFile: z
      .string()
      .min(1)
      .nullable()
      .default(null)
      .describe('File with the certificates (PEM) of an authority of the company’s own.'),
    timeoutSeconds: z
      .number()
      .int()
      .min(1)
      .max(120)
      .default(15)
      .describe('Longest wait for the server at each step, in seconds.'),
  })
  .nullable()
  .default(null)
  .describe('Outgoing mail, for codes and notifications; null: none is sent.');
export type MailSettings = NonNullable<z.infer<typeof mailSection>>;

const webhookSection = z
  .strictObject({
    url: receiverUrl('Address that is posted to.'),
    kinds: kinds(FOR_ADMINISTRATORS),
  })
  .nullable()
  .default(null)
  .describe(
    'Posts events, signed as Standard Webhooks says with the secret of "samehand secret set webhook"; null: none.',
  );

const emailSection = z
  .strictObject({
    to: z.array(z.email()).min(1).max(20).describe('Recipients.'),
    kinds: kinds(FOR_ADMINISTRATORS),
  })
  .nullable()
  .default(null)
  .describe('Mails events; null: none.');

export const notificationsSection = z
  .strictObject({
    desktop: kinds(['code-refused', 'codes-blocked', 'not-seeing', 'accommodation', 'policy-changed']).describe(
      'Kinds of event that the employee is told of on the desktop; the doubt itself always is.',
    ),
    webhook: webhookSection,
    email: emailSection,
    keepDays: z
      .number()
      .int()
      .min(1)
      .max(30)
      .default(7)
      .describe('Days for which an event that cannot be delivered is kept and tried.'),
  })
  .prefault({})
  .describe('Who is told of what. An event holds its kind, time, machine and decision, never behaviour.');
