/**
 * Runs in the preload script's own world, in every frame, before any script: `require('electron')` of a sandboxed
 * preload script, and the veto on navigations that make no request (`about:`, `blob:`, `data:`).
 */
import { createEndpoint } from './endpoint.ts';
import type { FromPage, Preload, ToPage } from './messages.ts';
import { decode, encode } from './wire.ts';

declare const __BRIDGE__: string;
declare const __BINDING__: string;
declare const __ENVIRONMENT__: Preload['environment'];
declare const __IN_SUBFRAMES__: boolean;

type Listener = (event: object, ...args: readonly unknown[]) => void;
interface World {
  __receive?: (message: ToPage) => void;
  __preload?: (run: (require: unknown, process: unknown, module: object, exports: object) => void) => void;
}
const world = globalThis as unknown as World & Record<string, (text: string) => void>;

const toHost = (message: FromPage): void => world[__BINDING__]?.(JSON.stringify(message));

const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (cause: Error) => void }>();
const listeners = new Map<string, readonly { readonly listener: Listener; readonly isOnce: boolean }[]>();
let invocations = 0;

/** Blink's own check first: it knows more things that cannot be cloned than the codec does. */
const cloned = (args: readonly unknown[]): string => {
  try {
    return encode(structuredClone(args));
  } catch {
    throw new Error('An object could not be cloned.');
  }
};

const ipcRenderer = {
  invoke: async (channel: string, ...args: readonly unknown[]): Promise<unknown> => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const id = invocations;
    invocations += 1;
    toHost({ kind: 'invoke', id, channel, args: cloned(args) });
    waiting.set(id, { resolve, reject });
    return promise;
  },
  send: (channel: string, ...args: readonly unknown[]): void => toHost({ kind: 'send', channel, args: cloned(args) }),
  on: (channel: string, listener: Listener) => listen(channel, listener, false),
  once: (channel: string, listener: Listener) => listen(channel, listener, true),
  removeListener: (channel: string, listener: Listener) => {
    const kept = listeners.get(channel)?.filter((each) => each.listener !== listener) ?? [];
    listeners.set(channel, kept);
    return ipcRenderer;
  },
  removeAllListeners: (channel: string) => {
    listeners.delete(channel);
    return ipcRenderer;
  },
};
const listen = (channel: string, listener: Listener, isOnce: boolean): typeof ipcRenderer => {
  listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, isOnce }]);
  return ipcRenderer;
};

const hear = (channel: string, args: readonly unknown[]): void => {
  for (const { listener, isOnce } of listeners.get(channel) ?? []) {
    if (isOnce) ipcRenderer.removeListener(channel, listener);
    listener({ sender: ipcRenderer, senderId: 0, ports: [] }, ...args);
  }
};

world.__receive = (message) => {
  if (message.kind === 'message') {
    hear(message.channel, decode(message.args) as unknown[]);
    return;
  }
  const call = waiting.get(message.id);
  waiting.delete(message.id);
  if (message.isError) call?.reject(new Error(message.value));
  else call?.resolve(decode(message.value));
};

const noExposure = (): never => {
  throw new Error('The page exposes nothing to its preload script here.');
};
const endpoint = createEndpoint(`${__BRIDGE__}-in`, `${__BRIDGE__}-out`, noExposure);

const contextBridge = {
  exposeInMainWorld: (name: string, value: unknown): void => {
    if (exposed.has(name)) throw new Error('Cannot bind an API on top of an existing property on the window object');
    exposed.add(name);
    endpoint.expose(name, value);
  },
};
const exposed = new Set<string>();

const MODULES: Readonly<Record<string, unknown>> = { electron: { contextBridge, ipcRenderer } };
const requireModule = (name: string): unknown => {
  if (Object.hasOwn(MODULES, name)) return MODULES[name];
  throw new Error(`module not found: ${name}`);
};

const isMainFrame = window === window.top;

world.__preload = (run) => {
  delete world.__preload;
  if (!isMainFrame && !__IN_SUBFRAMES__) return;
  const module = { exports: {} };
  try {
    run(requireModule, { ...__ENVIRONMENT__, isMainFrame }, module, module.exports);
  } catch (cause) {
    toHost({
      kind: 'preload-error',
      message: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause),
    });
  }
};

/** Those that make a request are stopped at the request. */
const makesRequest = (url: string): boolean => /^https?:/.test(url);

navigation.addEventListener('navigate', (event) => {
  const { url, sameDocument } = event.destination;
  if (sameDocument || !event.cancelable || event.downloadRequest !== null || makesRequest(url)) return;
  event.preventDefault();
  toHost({ kind: 'navigate', url });
});
