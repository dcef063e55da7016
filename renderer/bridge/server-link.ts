/**
 * The stream of pushes from the program that serves the page. It is also how the page knows that it still speaks with
 * that program: once it has ended, another may listen at the same port, and is not to be given a code or a passphrase.
 */
import { z } from 'zod';
import { PUSHES, type PushBody, type PushName } from '../../contract/ipc.ts';
import { PUSH_NAMES, type PushListener } from '../../contract/windows.ts';
import type { PageSession } from './page-session.ts';
import { readLines } from './read-lines.ts';

export interface ServerLink {
  /** Whether the server is there and is the one that opened the session; waits while that is being found out. */
  readonly isProven: () => Promise<boolean>;
}

export interface ServerLinkOptions {
  readonly session: PageSession;
  readonly tell: PushListener;
  readonly fetchPushes: (session: string) => Promise<Response>;
  readonly wait: (ms: number) => Promise<void>;
}

const RETRY_MS = 1_000;
/** By then a server that is alone has ended. */
const MOST_TRIES = 60;

const lineSchema = z.object({
  proof: z.string().optional(),
  name: z.string().optional(),
  body: z.unknown().optional(),
});

const isPush = (name: string | undefined): name is PushName => (PUSH_NAMES as readonly unknown[]).includes(name);

/** `broken` may mend; what is `refused` stays so. */
type Ending = 'broken' | 'refused';

const follow = async ({ session, tell, fetchPushes }: ServerLinkOptions, onProof: () => void): Promise<Ending> => {
  const response = await fetchPushes(session.session);
  if (!response.ok || response.body === null) return 'refused';
  let isProven = false;
  for await (const line of readLines(response.body)) {
    const { proof, name, body } = lineSchema.parse(JSON.parse(line));
    if (!isProven) {
      if (proof !== session.proof) return 'refused';
      isProven = true;
      onProof();
    } else if (isPush(name)) {
      const parsed = PUSHES[name].safeParse(body);
      if (parsed.success) tell(name, parsed.data as PushBody<typeof name>);
    }
  }
  return 'broken';
};

/** Follows the stream from now on, and opens it again when it breaks. */
export const linkToServer = (options: ServerLinkOptions): ServerLink => {
  let found = Promise.withResolvers<boolean>();
  const run = async (): Promise<void> => {
    let tries = 0;
    while (tries < MOST_TRIES) {
      const ending = await follow(options, () => {
        tries = 0;
        found.resolve(true);
      }).catch((): Ending => 'broken');
      tries += 1;
      found.resolve(false);
      found = Promise.withResolvers();
      if (ending === 'refused') break;
      await options.wait(RETRY_MS);
    }
    found.resolve(false);
  };
  void run();
  return { isProven: () => found.promise };
};
