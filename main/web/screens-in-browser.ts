/** Shows the windows in the user's browser for as long as somebody looks, or until it is told to stop. */
import { randomBytes } from 'node:crypto';
import type { PushListener, Screen } from '../../contract/windows.ts';
import type { Result } from '../../contract/result.ts';
import type { Schedule } from '../shared/schedule.ts';
import { createPageFiles } from './page-files.ts';
import { startPageServer, type PageServer } from './page-server.ts';
import { answerWindowCall, isWindowCall, type PreferenceStore } from './window-handlers.ts';

export interface BrowserScreensOptions {
  /** Folder of the bundled pages. */
  readonly pages: string;
  /** Answers a call of the agent; checks name, arguments and result. */
  readonly call: (name: string, args: unknown) => Promise<Result<unknown>>;
  readonly subscribe: (listener: PushListener) => () => void;
  readonly preferences: PreferenceStore;
  readonly screen: Screen;
  readonly schedule: Schedule;
  readonly onFault: (cause: unknown) => void;
}

export interface BrowserScreens {
  readonly address: string;
  /** Resolves when nobody has looked for a minute after somebody had. */
  readonly abandoned: Promise<undefined>;
  /** Resolves when the first page listens. */
  readonly looked: Promise<undefined>;
  readonly close: () => Promise<void>;
}

const LOOK_EVERY_MS = 1_000;
/** Loading the page again takes a moment; closing the lid of a laptop takes longer. */
const ALONE_MS = 60_000;

const watchListeners = (server: PageServer, schedule: Schedule) => {
  const abandoned = Promise.withResolvers<undefined>();
  const looked = Promise.withResolvers<undefined>();
  let aloneMs = 0;
  let wasLooked = false;
  let cancel: () => void = () => undefined;
  const look = (): void => {
    if (server.listening() > 0) {
      wasLooked = true;
      aloneMs = 0;
      looked.resolve(undefined);
    } else if (wasLooked) aloneMs += LOOK_EVERY_MS;
    if (aloneMs >= ALONE_MS) abandoned.resolve(undefined);
    else cancel = schedule(look, LOOK_EVERY_MS);
  };
  cancel = schedule(look, LOOK_EVERY_MS);
  return {
    abandoned: abandoned.promise,
    looked: looked.promise,
    stop: () => {
      cancel();
    },
  };
};

export const showInBrowser = async (options: BrowserScreensOptions): Promise<BrowserScreens> => {
  const { pages, call, subscribe, preferences, screen, schedule, onFault } = options;
  const server = await startPageServer({
    files: createPageFiles(pages, { nonce: () => randomBytes(16).toString('base64'), connects: true }),
    backend: {
      call: (name, args) =>
        isWindowCall(name) ? Promise.resolve(answerWindowCall(name, args, preferences)) : call(name, args),
      subscribe,
    },
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    monotonicMs: () => performance.now(),
    onFault,
  });
  const { abandoned, looked, stop } = watchListeners(server, schedule);
  return {
    address: `${server.url}&screen=${screen}`,
    abandoned,
    looked,
    close: () => {
      stop();
      return server.close();
    },
  };
};
