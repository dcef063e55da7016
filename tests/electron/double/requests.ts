/** The door of a page: every request goes through the session's listener, and only own schemes are answered. */
import type { BrowserContext, Frame, Request as PageRequest, Route } from 'playwright-core';
import { fromChromium, schemeOf } from './schemes.ts';
import type { Session } from './session.ts';
import { onReset } from './resets.ts';

export interface RequestRecord {
  readonly url: string;
  readonly resourceType: string;
  readonly isLetThrough: boolean;
}

const records: RequestRecord[] = [];
let asked = 0;

/** Every request of every page so far. */
export const requestRecords = (): readonly RequestRecord[] => [...records];
onReset(() => {
  records.length = 0;
});

const TYPES: Readonly<Record<string, string>> = {
  stylesheet: 'stylesheet',
  script: 'script',
  image: 'image',
  font: 'font',
  media: 'media',
  xhr: 'xhr',
  fetch: 'xhr',
  ping: 'ping',
  cspreport: 'cspReport',
  websocket: 'webSocket',
};

/** Null while a page is not known yet: one that a page is about to open. */
const frameOf = (request: PageRequest): Frame | null => {
  try {
    return request.frame();
  } catch {
    return null;
  }
};

const resourceType = (request: PageRequest, isMainFrame: boolean): string => {
  if (request.isNavigationRequest()) return isMainFrame ? 'mainFrame' : 'subFrame';
  return TYPES[request.resourceType()] ?? 'other';
};

const bodyOf = (request: PageRequest): BodyInit | null => {
  const body = request.postDataBuffer();
  return body === null ? null : new Uint8Array(body);
};

const answer = async (route: Route, session: Session, url: string): Promise<void> => {
  const request = route.request();
  const handler = session.protocol.handlerOf(schemeOf(request.url()) ?? '');
  if (handler === null) {
    await route.abort('namenotresolved');
    return;
  }
  const method = request.method();
  const response = await handler(new Request(url, { method, headers: request.headers(), body: bodyOf(request) }));
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
};

export interface DoorPorts {
  readonly session: Session;
  readonly webContentsId: number;
  /** Whether a frame may go there; it is asked for navigations that the page has begun. */
  readonly mayNavigate: (url: string, isMainFrame: boolean) => boolean;
  /** Whether the main program has asked for it. */
  readonly isOwnNavigation: (url: string) => boolean;
  /** Whether a page may be opened by the page. */
  readonly mayOpen: (url: string) => boolean;
  readonly isOwnPage: (frame: Frame) => boolean;
  readonly onFault: (cause: unknown) => void;
}

export const guardRequests = async (context: BrowserContext, ports: DoorPorts): Promise<void> => {
  const { session, webContentsId, mayNavigate, isOwnNavigation, mayOpen, isOwnPage, onFault } = ports;

  const isRefused = (request: PageRequest, frame: Frame | null, url: string): boolean => {
    if (!request.isNavigationRequest()) return false;
    if (frame === null || !isOwnPage(frame)) return !mayOpen(url);
    const isMainFrame = frame.parentFrame() === null;
    if (isMainFrame && isOwnNavigation(request.url())) return false;
    return !mayNavigate(url, isMainFrame);
  };

  const decide = async (route: Route): Promise<void> => {
    const request = route.request();
    const frame = frameOf(request);
    const url = fromChromium(request.url());
    const type = resourceType(request, frame?.parentFrame() === null);
    if (isRefused(request, frame, url)) {
      await route.abort('aborted');
      return;
    }
    asked += 1;
    const isLetThrough = await session.webRequest.mayPass({
      id: asked,
      url,
      method: request.method(),
      resourceType: type,
      referrer: request.headers().referer ?? '',
      timestamp: performance.timeOrigin + performance.now(),
      webContentsId,
    });
    records.push({ url, resourceType: type, isLetThrough });
    if (isLetThrough) await answer(route, session, url);
    else await route.abort('blockedbyclient');
  };

  await context.route('**/*', async (route) => {
    try {
      await decide(route);
    } catch (cause) {
      onFault(cause);
      await route.abort('failed').catch(() => undefined); // the page is gone already
    }
  });
};
