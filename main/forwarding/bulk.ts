/** The bulk interface of Elasticsearch and OpenSearch: what is asked, and what came of each document. */
import { z } from 'zod';
import type { Failure } from './receiver.ts';
import { failure } from './receiver.ts';

export interface BulkDocument {
  /** The same for the same record, so that sending it again makes no double. */
  readonly id: string;
  /** JSON on one line. */
  readonly body: string;
}

/** `create` and never `index`: what is there is not overwritten. */
export const bulkBody = (index: string, documents: readonly BulkDocument[]): string =>
  documents.map(({ id, body }) => `${JSON.stringify({ create: { _index: index, _id: id } })}\n${body}\n`).join('');

/** What the answer is cut down to. */
export const FILTER_PATH = 'errors,items.create.status,items.create.error.type';

const answerSchema = z.object({
  items: z.array(
    z.object({ create: z.object({ status: z.number(), error: z.object({ type: z.string() }).optional() }) }),
  ),
});

/** There already: sent before, and the answer was lost. */
const CONFLICT = 409;
const TOO_MANY = 429;
const hasArrived = (status: number): boolean => (status >= 200 && status < 300) || status === CONFLICT;

/** A name of the search engine's, such as `mapper_parsing_exception`; anything else is not passed on. */
const nameOf = (type: string | undefined): string => (type !== undefined && /^[a-z_]{1,60}$/.test(type) ? type : '');

/**
 * Null: all have arrived. Else what kept the first that has not: those after it count as not sent, since the order is
 * kept, and are there already when they are sent again.
 */
export const readBulkAnswer = (text: string, documents: number): Failure | null => {
  const NOT_BULK = failure(
    'What answers is not the bulk interface of a search engine. Check "forwarding.elastic.url" in the policy.',
    { isPassing: false },
  );
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return NOT_BULK;
  }
  const answer = answerSchema.safeParse(json);
  if (!answer.success || answer.data.items.length !== documents) return NOT_BULK;
  const { items } = answer.data;
  const arrived = items.findIndex(({ create }) => !hasArrived(create.status));
  const first = items[arrived]?.create;
  if (first === undefined) return null;
  if (first.status === TOO_MANY || first.status >= 500) {
    return failure(
      `The search engine cannot take records at present (${String(first.status)}). Check that it has room and runs.`,
      { arrived },
    );
  }
  const why = [String(first.status), nameOf(first.error?.type)].filter((part) => part !== '').join(', ');
  return failure(
    `The search engine refuses a record (${why}), and those after it wait. Put the index template of resources/fleet in its place, and check "forwarding.elastic.index" and what the login may do.`,
    { arrived, isPassing: false },
  );
};
