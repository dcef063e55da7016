/** Posts a notification as Standard Webhooks says: signed with HMAC-SHA256 over its id, the time and the body. */
import { Webhook } from 'standardwebhooks';
import type { Result } from '../../contract/result.ts';
import type { Schedule } from '../shared/schedule.ts';
import type { Attempt, Send } from './delivery.ts';

export interface WebhookPorts {
  /** Null: there is none. */
  readonly url: () => string | null;
  readonly secret: () => Promise<Result<string | null, 'key-unavailable'>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly schedule: Schedule;
  readonly post: typeof fetch;
}

const SECOND_MS = 1_000;
export const TIME_LIMIT_MS = 10 * SECOND_MS;
/** Least that the specification allows. */
const LEAST_SECRET_BYTES = 24;
const SECRET = /^(?:whsec_)?([A-Za-z0-9+/]+={0,2})$/;
/** Of the 4xx: too slow, too early, too many. */
const PASSING_REFUSALS: ReadonlySet<number> = new Set([408, 425, 429]);

const failed = (message: string, isPassing: boolean, retryAfterMs: number | null = null): Attempt => ({
  ok: false,
  message,
  isPassing,
  retryAfterMs,
});

/** Null for what is no secret. */
const signer = (secret: string): Webhook | null => {
  const base64 = SECRET.exec(secret.trim())?.[1];
  if (base64 === undefined) return null;
  const key = Buffer.from(base64, 'base64');
  // The library's own decoder knows nothing but whole groups of four.
  return key.length < LEAST_SECRET_BYTES ? null : new Webhook(key.toString('base64'));
};

/** As HTTP writes it: `Date.parse` makes a date of almost anything. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** RFC 9110, 10.2.3: seconds, or a date. In ms; null where it says nothing. */
export const retryAfterMs = (header: string | null, now: number): number | null => {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header) * SECOND_MS;
  const at = HTTP_DATE.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
};

const describeAnswer = (response: Response, now: number): Attempt => {
  const { status, ok } = response;
  if (ok) return { ok: true, message: 'The receiver of the webhook has taken the event.' };
  const code = String(status);
  if (status >= 500 || PASSING_REFUSALS.has(status)) {
    const wait = retryAfterMs(response.headers.get('retry-after'), now);
    return failed(
      `The receiver of the webhook cannot take events at present (${code}). Check that it runs.`,
      true,
      wait,
    );
  }
  const where = status < 400 ? 'points elsewhere, which is not followed' : 'refuses the event';
  return failed(
    `The receiver of the webhook ${where} (${code}). Check "notifications.webhook.url" in the policy, and the secret.`,
    false,
  );
};

const NOT_REACHED = 'Check the network, the receiver’s certificate, and "notifications.webhook.url" in the policy.';
/** Of a failed fetch the system's code only: its sentences name addresses. */
const describeFault = (error: unknown): Attempt => {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined;
  const code = typeof cause?.code === 'string' ? ` (${cause.code})` : '';
  return failed(`The receiver of the webhook could not be reached${code}. ${NOT_REACHED}`, true);
};

export const createWebhook = ({ url, secret, now, schedule, post }: WebhookPorts): Send => {
  const postWithin = async (address: string, init: RequestInit, signal: AbortSignal): Promise<Attempt> => {
    const limit = new AbortController();
    const cancel = schedule(() => {
      limit.abort();
    }, TIME_LIMIT_MS);
    try {
      const response = await post(address, { ...init, signal: AbortSignal.any([signal, limit.signal]) });
      await response.body?.cancel();
      return describeAnswer(response, now());
    } catch (error) {
      if (limit.signal.aborted) {
        return failed('The receiver of the webhook did not answer in time. Check that it runs.', true);
      }
      return describeFault(error);
    } finally {
      cancel();
    }
  };

  return async (notification, signal) => {
    const address = url();
    if (address === null) return failed('The policy names no webhook.', false);
    if (address.startsWith('https:') && process.env.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
      return failed(
        'The agent was started with certificates unchecked, so nothing is sent. Remove NODE_TLS_REJECT_UNAUTHORIZED from its environment.',
        false,
      );
    }
    const read = await secret();
    if (!read.ok) return failed(read.message, true);
    if (read.value === null) {
      return failed(
        'The secret that webhooks are signed with is not there. Set it with "samehand secret set webhook", or unlock the keychain.',
        true,
      );
    }
    const webhook = signer(read.value);
    if (webhook === null) {
      return failed(
        `The secret that webhooks are signed with must be "whsec_" and at least ${String(LEAST_SECRET_BYTES)} bytes in base64. Set it with: samehand secret set webhook`,
        false,
      );
    }
    const body = JSON.stringify(notification);
    const at = new Date(now());
    return await postWithin(
      address,
      {
        method: 'POST',
        body,
        // Not followed: what is elsewhere is not what the policy names.
        redirect: 'manual',
        credentials: 'omit',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Samehand',
          'webhook-id': notification.id,
          'webhook-timestamp': String(Math.floor(at.getTime() / SECOND_MS)),
          'webhook-signature': webhook.sign(notification.id, at, body),
        },
      },
      signal,
    );
  };
};
