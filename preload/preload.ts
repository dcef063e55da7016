/** Puts the bridge into the page: one function a call, checked on the way there and back, and the pushes. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { z } from 'zod';
import { PUSHES, type PushName } from '../contract/ipc.ts';
import { EXIT_CODES, err, ok, type ErrorCode, type Result } from '../contract/result.ts';
import { BRIDGE_NAME, PAGE_CALLS, PUSH_NAMES, type Bridge, type PageCall } from '../contract/windows.ts';

const CHANNEL = 'samehand:';
const PUSH_CHANNEL = 'samehand:push';

// The policy of the pages allows no code that is made from text.
z.config({ jitless: true });

const failureSchema = z.object({
  ok: z.literal(false),
  code: z.custom<ErrorCode>((code) => typeof code === 'string' && Object.hasOwn(EXIT_CODES, code)),
  message: z.string(),
});
const successSchema = z.object({ ok: z.literal(true), value: z.unknown() });
const answerSchema = z.union([failureSchema, successSchema]);

const UNKNOWN = 'The agent gave an answer that this window does not know.';
const UNANSWERED = 'The agent did not answer. Close this window and open it again from the tray.';

const ask = async (name: PageCall, args: unknown): Promise<unknown> => {
  try {
    return (await ipcRenderer.invoke(`${CHANNEL}${name}`, args)) as unknown;
  } catch {
    return err('internal', UNANSWERED);
  }
};

const callOf =
  (name: PageCall) =>
  async (args: unknown): Promise<Result<unknown>> => {
    const { args: argsSchema, result: resultSchema } = PAGE_CALLS[name];
    const given = argsSchema.safeParse(args);
    if (!given.success) return err('usage', `${name}: ${z.prettifyError(given.error)}`);
    const answer = answerSchema.safeParse(await ask(name, given.data));
    if (!answer.success) return err('internal', UNKNOWN);
    if (!answer.data.ok) return answer.data;
    const value = resultSchema.safeParse(answer.data.value);
    return value.success ? ok(value.data) : err('internal', UNKNOWN);
  };

const isPush = (name: unknown): name is PushName => (PUSH_NAMES as readonly unknown[]).includes(name);

const subscribe: Bridge['subscribe'] = (listener) => {
  const hear = (_event: IpcRendererEvent, name: unknown, body: unknown): void => {
    if (!isPush(name)) return;
    const parsed = PUSHES[name].safeParse(body);
    if (parsed.success) listener(name, parsed.data as never);
  };
  ipcRenderer.on(PUSH_CHANNEL, hear);
  return () => {
    ipcRenderer.removeListener(PUSH_CHANNEL, hear);
  };
};

const names = Object.keys(PAGE_CALLS) as PageCall[];
const bridge: Bridge = {
  host: 'electron',
  calls: Object.fromEntries(names.map((name) => [name, callOf(name)])) as unknown as Bridge['calls'],
  subscribe,
};

contextBridge.exposeInMainWorld(BRIDGE_NAME, bridge);
