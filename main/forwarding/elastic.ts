/** Elasticsearch and OpenSearch, by their bulk interface. */
import { Agent, request } from 'undici';
import type { ElasticSettings } from '../../contract/policy-forwarding.ts';
import { unwrap } from '../../contract/result.ts';
import { retryAfterMs } from '../notify/webhook.ts';
import { appendLink } from './append-link.ts';
import { FILTER_PATH, bulkBody, readBulkAnswer } from './bulk.ts';
import { describeFault } from './describe-fault.ts';
import { fingerprintOf } from './fingerprint.ts';
import { readCertificates } from './pem-file.ts';
import { failure, type Failure, type Outgoing, type Receiver, type ReceiverPorts } from './receiver.ts';

const SECOND_MS = 1_000;
const CONNECT_LIMIT_MS = 10 * SECOND_MS;
const ANSWER_LIMIT_MS = 60 * SECOND_MS;
const LARGEST_ANSWER_BYTES = 4_194_304;
/** Of the 4xx: too slow, too early, too many. */
const PASSING_REFUSALS: ReadonlySet<number> = new Set([408, 425, 429]);

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
}

/** Null for what is well. */
const refusalOf = ({ status, retryAfter }: Answer, now: number): Failure | null => {
  const code = String(status);
  if (status >= 200 && status < 300) return null;
  if (status === 413) {
    return failure(
      `The search engine takes no request of this size (${code}). Raise "http.max_content_length", or what stands before it allows.`,
      { isTooLarge: true, isPassing: false },
    );
  }
  if (status >= 500 || PASSING_REFUSALS.has(status)) {
    return failure(`The search engine cannot take records at present (${code}). Check that it runs.`, {
      retryAfterMs: retryAfterMs(retryAfter, now),
    });
  }
  if (status === 401 || status === 403) {
    return failure(
      `The search engine refuses the login (${code}). Check "forwarding.elastic.user" in the policy, and set the password or API key with: samehand secret set elastic`,
      { isPassing: false },
    );
  }
  // Not followed where it points elsewhere: that is not what the policy names.
  return failure(
    `The search engine does not take records at this address (${code}). Check "forwarding.elastic.url" and "index" in the policy.`,
    { isPassing: false },
  );
};

const authorization = (user: string | null, secret: string | null): Readonly<Record<string, string>> => {
  if (user !== null) {
    return { authorization: `Basic ${Buffer.from(`${user}:${secret ?? ''}`, 'utf8').toString('base64')}` };
  }
  return secret === null ? {} : { authorization: `ApiKey ${secret}` };
};

export const createElastic = (settings: ElasticSettings, ports: ReceiverPorts): Receiver => {
  const { source, line, now } = ports;
  const { url, index, format, user, caFile } = settings;
  const base = url.replace(/\/+$/, '');

  /** @throws the library's error, or a CodedError for the secret or the file of the authority */
  const ask = async (
    method: 'GET' | 'POST',
    path: string,
    body: string | null,
    signal: AbortSignal,
  ): Promise<Answer> => {
    const secret = unwrap(await ports.secret());
    const ca = caFile === null ? null : await readCertificates(caFile, 'forwarding.elastic.caFile');
    // One for each batch: they are seconds apart, and a renewed authority counts at once.
    const dispatcher = new Agent({
      connect: {
        timeout: CONNECT_LIMIT_MS,
        // Said here, so that no variable of the environment switches it off.
        rejectUnauthorized: true,
        minVersion: 'TLSv1.2',
        ...(ca === null ? {} : { ca }),
      },
      headersTimeout: ANSWER_LIMIT_MS,
      bodyTimeout: ANSWER_LIMIT_MS,
      maxResponseSize: LARGEST_ANSWER_BYTES,
    });
    try {
      const answer = await request(`${base}${path}`, {
        dispatcher,
        method,
        signal,
        body,
        headers: {
          'user-agent': 'Samehand',
          ...(body === null ? {} : { 'content-type': 'application/x-ndjson' }),
          ...authorization(user, secret),
        },
      });
      const { 'retry-after': retryAfter } = answer.headers;
      return {
        status: answer.statusCode,
        retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
        text: await answer.body.text(),
      };
    } finally {
      await dispatcher.destroy();
    }
  };

  return {
    send: async (batch: readonly Outgoing[], signal) => {
      try {
        const from = source();
        const documents = batch.map(({ record, link }) => ({
          // Of the record itself too: a log that began anew uses its numbers again.
          id: `${from.machine}-${String(record.seq)}-${fingerprintOf(record)}`,
          body: appendLink(format, line(format, record, from), link),
        }));
        const body = bulkBody(index, documents);
        const answer = await ask('POST', `/_bulk?filter_path=${FILTER_PATH}`, body, signal);
        return refusalOf(answer, now()) ?? readBulkAnswer(answer.text, documents.length) ?? { ok: true };
      } catch (error) {
        return describeFault('elastic', error);
      }
    },
    test: async (signal) => {
      try {
        const answer = await ask('GET', '/', null, signal);
        // Whoever may only write may not ask who is there: that it is said so proves the login.
        const refusal = answer.status === 403 ? null : refusalOf(answer, now());
        if (refusal !== null) return { ok: false, message: refusal.message };
        const known = user !== null || unwrap(await ports.secret()) !== null ? ', and it takes the login' : '';
        return { ok: true, message: `The search engine was reached${known}. No record was sent.` };
      } catch (error) {
        return { ok: false, message: describeFault('elastic', error).message };
      }
    },
  };
};
