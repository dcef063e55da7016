/** The bridge of a page in the user's own browser: calls and pushes over HTTP, to where the page came from. */
import { PUSHES, type PushBody, type PushName } from '../../contract/ipc.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import { PAGE_CALLS, PUSH_NAMES, type Bridge, type PageCall, type PushListener } from '../../contract/windows.ts';
import { readLines } from './read-lines.ts';

const GONE = 'The agent cannot be reached any more. Run "samehand open" again.';
const RETRY_MS = 1_000;
/** The session lives as long as the tab, also when the page is loaded again. */
const SESSION_ITEM = 'samehand-session';

const post = (path: string, body: unknown, session: string | null): Promise<Response> =>
  fetch(path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(session === null ? {} : { Authorization: `Bearer ${session}` }),
    },
    body: JSON.stringify(body),
    cache: 'no-store',
  });

/** Turns the one-time token behind the `#` into a session, and takes it out of the address. */
export const openSession = async (): Promise<Result<string>> => {
  const asked = new URLSearchParams(location.hash.slice(1));
  const token = asked.get('token');
  if (token === null) {
    const kept = sessionStorage.getItem(SESSION_ITEM);
    return kept === null ? err('not-identified', 'This page has no session. Run "samehand open".') : ok(kept);
  }
  history.replaceState(null, '', `${location.pathname}${location.search}#/${asked.get('screen') ?? 'status'}`);
  const answer = (await (await post('/session', { token }, null)).json()) as Result<{ session: string }>;
  if (!answer.ok) return answer;
  sessionStorage.setItem(SESSION_ITEM, answer.value.session);
  return ok(answer.value.session);
};

const createCall = (session: string, name: PageCall) => async (args: unknown) => {
  const { args: argsSchema, result: resultSchema } = PAGE_CALLS[name];
  const given = argsSchema.safeParse(args);
  if (!given.success) return err('usage', given.error.message);
  try {
    const answer = (await (await post('/call', { name, args: given.data }, session)).json()) as Result<unknown>;
    return answer.ok ? ok(resultSchema.parse(answer.value)) : answer;
  } catch {
    return err('agent-not-running', GONE);
  }
};

const isPush = (name: unknown): name is PushName => (PUSH_NAMES as readonly unknown[]).includes(name);

const follow = async (session: string, tell: PushListener, signal: AbortSignal): Promise<void> => {
  const response = await fetch('/pushes', {
    headers: { Authorization: `Bearer ${session}` },
    signal,
    cache: 'no-store',
  });
  if (!response.ok || response.body === null) throw new Error(GONE);
  for await (const line of readLines(response.body)) {
    const { name, body } = JSON.parse(line) as { name?: unknown; body?: unknown };
    if (!isPush(name)) continue;
    const parsed = PUSHES[name].safeParse(body);
    if (parsed.success) tell(name, parsed.data as PushBody<typeof name>);
  }
};

/** One stream for all that listen; opened again when it breaks. */
const createSubscribe = (session: string): Bridge['subscribe'] => {
  const listeners = new Set<PushListener>();
  let stream: AbortController | null = null;
  const run = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      await follow(
        session,
        (name, body) => {
          for (const listener of listeners) listener(name, body);
        },
        signal,
      ).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  };
  return (listener) => {
    listeners.add(listener);
    if (stream === null) {
      stream = new AbortController();
      void run(stream.signal);
    }
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      stream?.abort();
      stream = null;
    };
  };
};

export const createHttpBridge = (session: string): Bridge => {
  const names = Object.keys(PAGE_CALLS) as PageCall[];
  return {
    host: 'browser',
    calls: Object.fromEntries(names.map((name) => [name, createCall(session, name)])) as Bridge['calls'],
    subscribe: createSubscribe(session),
  };
};
