/** Answers what pages ask. Errors read as Electron's. */
import { EventEmitter } from 'node:events';
import { onReset } from './resets.ts';
import { encode } from './in-page/wire.ts';
import type { ToPage } from './in-page/messages.ts';
import type { WebFrameMain } from './frames.ts';

export interface IpcEvent {
  readonly type: 'frame';
  readonly sender: object;
  readonly senderFrame: WebFrameMain | null;
  readonly frameId: number;
  readonly processId: number;
}
type Handler = (event: IpcEvent, ...args: readonly unknown[]) => unknown;

export class DoubleIpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (typeof handler !== 'function')
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }
  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return handler(event, ...args);
    });
  }
  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** Of the double: what the handler answers; throws what it throws. */
  async answer(event: IpcEvent, channel: string, args: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return await handler(event, ...args);
  }
  /** Of the double. */
  channels(): readonly string[] {
    return [...this.#handlers.keys()];
  }
  /** Of the double. */
  forget(): void {
    this.#handlers.clear();
    this.removeAllListeners();
  }
}

export const ipcMain = new DoubleIpcMain();
onReset(() => {
  ipcMain.forget();
});

/** As it crosses to a page: what is not data cannot. */
export const cloned = (value: unknown): string => {
  try {
    return encode(structuredClone(value));
  } catch {
    throw new Error('An object could not be cloned.');
  }
};

export const ipcEvent = (sender: object, senderFrame: WebFrameMain | null): IpcEvent => ({
  type: 'frame',
  sender,
  senderFrame,
  frameId: senderFrame?.routingId ?? -1,
  processId: senderFrame?.processId ?? -1,
});

/** The answer to one `ipcRenderer.invoke`. */
export const replyTo = async (
  event: IpcEvent,
  id: number,
  channel: string,
  args: readonly unknown[],
): Promise<ToPage> => {
  try {
    return { kind: 'reply', id, isError: false, value: cloned(await ipcMain.answer(event, channel, args)) };
  } catch (cause) {
    return { kind: 'reply', id, isError: true, value: `Error invoking remote method '${channel}': ${String(cause)}` };
  }
};
