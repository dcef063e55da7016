/** Answers the pages: who asks is checked first, then whether they may, how large it is, and what it says. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import { err, type Result } from '../../../contract/result.ts';
import {
  PAGE_CALLS,
  WINDOW_CALLS,
  type PageCall,
  type PageResult,
  type WindowName,
} from '../../../contract/windows.ts';
import { dispatch, type Handlers } from '../../control/dispatch.ts';
import { isWindowCall, type WindowCall } from '../../web/window-handlers.ts';
import { mayCall } from './allowed-calls.ts';
import { isWithin } from './message-size.ts';
import { trustedSender, type SendingEvent } from './trusted-sender.ts';

/** Who asks: the window, and its web contents. */
export interface Asker {
  readonly window: WindowName;
  readonly webContentsId: number;
}

export type WindowHandlers = {
  readonly [N in WindowCall]: (args: z.output<(typeof WINDOW_CALLS)[N]['args']>, asker: Asker) => Result<PageResult<N>>;
};

export interface PageIpcPorts {
  readonly handlers: Handlers;
  readonly windowHandlers: WindowHandlers;
  readonly nameOf: (webContentsId: number) => WindowName | null;
  /** A message that was turned away: why, and never what it said. */
  readonly onRefused: (why: string) => void;
  readonly onFault: (cause: unknown) => void;
}

export const CHANNEL = 'samehand:';
const FORBIDDEN = 'This window may not ask that.';

const runWindowCall = <N extends WindowCall>(
  handlers: WindowHandlers,
  name: N,
  args: unknown,
  asker: Asker,
): Result<PageResult<N>> => {
  const parsed = WINDOW_CALLS[name].args.safeParse(args);
  if (!parsed.success) return err('usage', `${name}: ${z.prettifyError(parsed.error)}`);
  return handlers[name](parsed.data as z.output<(typeof WINDOW_CALLS)[N]['args']>, asker);
};

/** Answers one message from anywhere. Never rejects: a fault is a code, without its details. */
export const answerPage = async (
  ports: PageIpcPorts,
  name: PageCall,
  event: SendingEvent,
  messages: readonly unknown[],
): Promise<Result<unknown>> => {
  const { handlers, windowHandlers, nameOf, onRefused, onFault } = ports;
  const refuse = (why: string, answer: Result<never>): Result<never> => {
    onRefused(`${name}: ${why}`);
    return answer;
  };
  try {
    const sender = trustedSender(event, nameOf);
    if (!sender.ok) return refuse(sender.message, err('not-allowed', FORBIDDEN));
    const asker: Asker = { window: sender.value, webContentsId: event.sender.id };
    if (!mayCall(asker.window, name)) return refuse(`the ${asker.window} window asks`, err('not-allowed', FORBIDDEN));
    if (messages.length !== 1) return refuse('not one argument', err('usage', `${name}: it takes one argument.`));
    if (!isWithin(messages)) return refuse('too large', err('usage', `${name}: the message is too large.`));
    return isWindowCall(name)
      ? runWindowCall(windowHandlers, name, messages[0], asker)
      : await dispatch(handlers, name, messages[0], onFault);
  } catch (cause) {
    onFault(cause);
    return err('internal', 'The program failed to answer; its log says why.');
  }
};

/** Begins to answer every call of the contract. Returns what ends it. */
export const servePageCalls = (ports: PageIpcPorts): (() => void) => {
  const names = Object.keys(PAGE_CALLS) as PageCall[];
  for (const name of names) {
    ipcMain.handle(`${CHANNEL}${name}`, (event: IpcMainInvokeEvent, ...messages: readonly unknown[]) =>
      answerPage(ports, name, event, messages),
    );
  }
  return () => {
    for (const name of names) ipcMain.removeHandler(`${CHANNEL}${name}`);
  };
};
