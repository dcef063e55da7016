/** The windows for the user's browser: pages, calls and pushes, served for as long as somebody looks. */
import { randomBytes } from 'node:crypto';
import type { Screen } from '../../contract/windows.ts';
import type { Schedule } from '../shared/schedule.ts';
import { watchListeners, type ListenersWatch } from './listeners-watch.ts';
import { createPageFiles } from './page-files.ts';
import { startPageServer, type PageBackend } from './page-server.ts';
import { answerWindowCall, isWindowCall, type PreferenceStore } from './window-handlers.ts';

export interface BrowserScreensOptions {
  /** Folder of the bundled pages. */
  readonly pages: string;
  /** The agent's. */
  readonly backend: PageBackend;
  readonly preferences: PreferenceStore;
  readonly screen: Screen;
  readonly schedule: Schedule;
  readonly onFault: (cause: unknown) => void;
}

export interface BrowserScreens extends Pick<ListenersWatch, 'nobody' | 'looked'> {
  /** To be told to nobody but the user: whoever opens it first has the session. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

const NONCE_BYTES = 16;

export const showInBrowser = async (options: BrowserScreensOptions): Promise<BrowserScreens> => {
  const { pages, backend, preferences, screen, schedule, onFault } = options;
  const server = await startPageServer({
    files: createPageFiles(pages, { nonce: () => randomBytes(NONCE_BYTES).toString('base64'), connects: true }),
    backend: {
      call: (name, args) =>
        isWindowCall(name) ? Promise.resolve(answerWindowCall(name, args, preferences)) : backend.call(name, args),
      subscribe: backend.subscribe,
    },
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    monotonicMs: () => performance.now(),
    onFault,
  });
  const { nobody, looked, stop } = watchListeners(server.listening, schedule);
  return {
    address: `${server.url}&screen=${screen}`,
    nobody,
    looked,
    close: () => {
      stop();
      return server.close();
    },
  };
};
