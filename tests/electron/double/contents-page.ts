/** The life of the page behind a web contents: opened when it is needed, loaded, crashed and opened anew, left, closed. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import type { DownloadsOwner } from './downloads.ts';
import { recordFault } from './faults.ts';
import type { Frames } from './frames.ts';
import type { Preload, ToPage } from './in-page/messages.ts';
import { followPage } from './page-events.ts';
import { openPage, type PageHost } from './page-host.ts';
import { applyPermissions } from './page-permissions.ts';
import { createLook, type Size } from './page-look.ts';
import { hearPage } from './page-messages.ts';
import type { PageVerdicts } from './page-verdicts.ts';
import { guardRequests } from './requests.ts';
import { toChromium } from './schemes.ts';
import type { Session } from './session.ts';
import { keepClosing } from './window-registry.ts';

export interface ContentsPagePorts {
  readonly contents: DownloadsOwner & { readonly id: number; readonly session: Session };
  readonly frames: Frames;
  readonly verdicts: PageVerdicts;
  readonly preload: string | undefined;
  readonly inSubframes: boolean;
  readonly size: Size;
  readonly zoom: number;
}

/** As a sandboxed preload script sees `process`. */
const ENVIRONMENT = { type: 'renderer', sandboxed: true, contextIsolated: true, platform: process.platform, env: {} };
const LOAD_MS = 30_000;

const withoutHash = (url: string): string => url.split('#', 1)[0] ?? '';

export const createContentsPage = (ports: ContentsPagePorts) => {
  const { contents, frames, verdicts, preload, inSubframes } = ports;
  let opening: Promise<PageHost> | null = null;
  let host: PageHost | null = null;
  let ownNavigation: string | null = null;
  let loading = Promise.resolve();
  let isCrashed = false;
  let isDestroyed = false;
  let onStays = (): void => undefined;
  const look = createLook(ports.size, ports.zoom, () => host?.page ?? null);

  const script = (): Preload => ({
    source: preload === undefined ? null : readFileSync(preload, 'utf8'),
    environment: ENVIRONMENT,
    inSubframes,
  });

  const guard = (context: BrowserContext): Promise<void> =>
    guardRequests(context, {
      session: contents.session,
      webContentsId: contents.id,
      mayNavigate: verdicts.mayNavigate,
      mayOpen: verdicts.mayOpen,
      isOwnNavigation: (url) => url === ownNavigation,
      isOwnPage: (frame) => frame.page() === host?.page,
      onFault: recordFault,
    });

  const onCrash = (): void => {
    // The next load begins with a page of its own; nothing can be done with this one.
    if (host !== null) keepClosing(host.context.close().catch(recordFault));
    isCrashed = true;
    opening = null;
    host = null;
  };

  const openFresh = async (): Promise<PageHost> => {
    const fresh = await openPage(
      {
        frames,
        preload: script(),
        secret: randomUUID(),
        look: look.look(),
        onMessage: hearPage({ contents, verdicts, preload: preload ?? '', navigate: (url) => host?.navigate(url) }),
        onMoved: (isSameDocument) =>
          void contents.emit(isSameDocument ? 'did-navigate-in-page' : 'did-navigate', {}, frames.main.url),
        onPainted: () => void contents.emit('-painted'),
      },
      guard,
    );
    host = fresh;
    followPage(fresh.page, { contents, verdicts, onCrash, onStays: () => onStays() });
    // What has changed while Chromium was opening it.
    await look.apply();
    return fresh;
  };
  const open = (): Promise<PageHost> => (opening ??= openFresh());

  const load = async (url: string): Promise<void> => {
    const { context, page } = await open();
    if (isDestroyed) throw new Error(`ERR_ABORTED (-3) loading '${url}'`);
    const target = toChromium(url);
    isCrashed = false;
    ownNavigation = withoutHash(target);
    contents.emit('did-start-loading');
    try {
      const chromiumOrigin = new URL(target).origin;
      await applyPermissions(context, contents.session, contents, { url, chromiumOrigin });
      await page.goto(target, { timeout: LOAD_MS });
      contents.emit('dom-ready', {});
      contents.emit('did-finish-load');
    } catch (cause) {
      contents.emit('did-fail-load', {}, -2, 'ERR_FAILED', url, true);
      throw new Error(`ERR_FAILED (-2) loading '${url}'`, { cause });
    } finally {
      ownNavigation = null;
      contents.emit('did-stop-loading');
    }
  };

  return {
    look,
    isCrashed: () => isCrashed,
    deliver: (message: ToPage): void => host?.deliver(message),
    crash: (): void => host?.crash(),
    /** One load after the other. */
    load: (url: string): Promise<void> => {
      const next = loading.catch(() => undefined).then(() => load(url));
      loading = next;
      return next;
    },
    /** The page, after what was asked to be loaded is. */
    loaded: async (): Promise<Page> => {
      await open();
      await loading;
      return (await open()).page;
    },
    /** Runs `beforeunload`; resolves when the page is gone, or stays. */
    leave: async (): Promise<'gone' | 'stays'> => {
      const { page } = await open();
      if (isCrashed || page.isClosed()) return 'gone';
      const { promise, resolve } = Promise.withResolvers<'gone' | 'stays'>();
      page.once('close', () => {
        resolve('gone');
      });
      onStays = () => {
        resolve('stays');
      };
      await page.close({ runBeforeUnload: true });
      return promise;
    },
    /** At once, without asking the page. Resolves when Chromium has closed it. */
    destroy: async (): Promise<void> => {
      isDestroyed = true;
      look.end();
      const last = await opening?.catch(() => null);
      await last?.context.close();
    },
  };
};
