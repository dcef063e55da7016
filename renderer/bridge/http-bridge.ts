/** The bridge of a page in the user's own browser: calls and pushes over HTTP, to where the page came from. */
import { err, ok } from '../../contract/result.ts';
import { PAGE_CALLS, type Bridge, type PageCall, type PushListener } from '../../contract/windows.ts';
import type { PageSession } from './page-session.ts';
import { GONE, post } from './post.ts';
import { linkToServer, type ServerLink } from './server-link.ts';

const fetchPushes = (session: string): Promise<Response> =>
  fetch('/pushes', { headers: { Authorization: `Bearer ${session}` }, cache: 'no-store' });

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const createCall =
  ({ session }: PageSession, link: ServerLink, name: PageCall) =>
  async (args: unknown) => {
    const { args: argsSchema, result: resultSchema } = PAGE_CALLS[name];
    const given = argsSchema.safeParse(args);
    if (!given.success) return err('usage', given.error.message);
    if (!(await link.isProven())) return GONE;
    const answer = await post('/call', { name, args: given.data }, session);
    if (!answer.ok) return answer;
    const result = resultSchema.safeParse(answer.value);
    return result.success ? ok(result.data) : err('internal', result.error.message);
  };

export const createHttpBridge = (session: PageSession): Bridge => {
  const listeners = new Set<PushListener>();
  const link = linkToServer({
    session,
    tell: (name, body) => {
      for (const listener of listeners) listener(name, body);
    },
    fetchPushes,
    wait,
  });
  const names = Object.keys(PAGE_CALLS) as PageCall[];
  return {
    host: 'browser',
    calls: Object.fromEntries(names.map((name) => [name, createCall(session, link, name)])) as Bridge['calls'],
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
