/** What each window may ask and hear: those that cover the displays get by with little. */
import type { PushName } from '../../../contract/ipc.ts';
import type { PageCall, WindowName } from '../../../contract/windows.ts';

const COMMON: readonly PageCall[] = ['status', 'window.preferences', 'window.close'];

const ALLOWED: Readonly<Record<Exclude<WindowName, 'main'>, ReadonlySet<PageCall>>> = {
  // With the last two an administrator lets codes be tried again where the employee stands before the question.
  code: new Set([...COMMON, 'code.state', 'code.answer', 'code.mail', 'authorise', 'step-up.unblock']),
  // Since when it is locked.
  locked: new Set([...COMMON, 'history.show']),
};

const HEARD: ReadonlySet<PushName> = new Set(['status', 'prompt']);

export const mayCall = (window: WindowName, call: PageCall): boolean => window === 'main' || ALLOWED[window].has(call);

export const mayHear = (window: WindowName, push: PushName): boolean => window === 'main' || HEARD.has(push);
