/** A real page of Chromium behind a web contents: the preload script in its own world, and messages both ways. */
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { newContext, type ContextLook } from './chromium.ts';
import type { Frames, WebFrameMain } from './frames.ts';
import type { FromPage, Preload, ToPage } from './in-page/messages.ts';
import { BINDING, WORLD, pageScripts } from './page-scripts.ts';

export interface PageHostPorts {
  readonly frames: Frames;
  readonly preload: Preload;
  /** Names the events between the page's two worlds. */
  readonly secret: string;
  readonly look: ContextLook;
  readonly onMessage: (message: FromPage, frame: WebFrameMain | null, answer: (message: ToPage) => void) => void;
  readonly onMoved: (isSameDocument: boolean) => void;
  readonly onPainted: () => void;
}

export interface PageHost {
  readonly context: BrowserContext;
  readonly page: Page;
  /** To the main frame; lost where no preload script listens. */
  readonly deliver: (message: ToPage) => void;
  readonly navigate: (url: string) => void;
  readonly crash: () => void;
}

interface FrameEvent {
  readonly id: string;
  readonly parentId?: string | undefined;
  readonly url: string;
  readonly urlFragment?: string | undefined;
}

const RECEIVE = 'function (message) { globalThis.__receive?.(message); }';
/** Of what was asked of a page that is gone meanwhile. */
const lost = (): void => undefined;

const trackFrames = (cdp: CDPSession, { frames, onMoved, onPainted }: PageHostPorts): void => {
  const take = ({ id, parentId, url, urlFragment = '' }: FrameEvent): void => {
    frames.attach(id, parentId);
    frames.navigate(id, url + urlFragment);
  };
  cdp.on('Page.frameAttached', ({ frameId, parentFrameId }) => {
    frames.attach(frameId, parentFrameId);
  });
  cdp.on('Page.frameNavigated', ({ frame }) => {
    take(frame);
    if (frame.parentId === undefined) onMoved(false);
  });
  cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    frames.navigate(frameId, url);
    if (frames.find(frameId) === frames.main) onMoved(true);
  });
  cdp.on('Page.frameDetached', ({ frameId, reason }) => {
    if (reason === 'remove') frames.detach(frameId);
  });
  cdp.on('Page.lifecycleEvent', ({ frameId, name }) => {
    if (name === 'firstContentfulPaint' && frames.find(frameId) === frames.main) onPainted();
  });
};

const connectWorlds = (cdp: CDPSession, { frames, onMessage }: PageHostPorts) => {
  const frameOf = new Map<number, string>();
  const contextOf = new Map<string, number>();
  const tell = (contextId: number, message: ToPage): void => {
    const call = { functionDeclaration: RECEIVE, executionContextId: contextId, arguments: [{ value: message }] };
    cdp.send('Runtime.callFunctionOn', call).catch(lost);
  };
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    const { frameId } = context.auxData as { readonly frameId: string };
    if (context.name !== WORLD) return;
    frameOf.set(context.id, frameId);
    contextOf.set(frameId, context.id);
  });
  cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    frameOf.delete(executionContextId);
  });
  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== BINDING) return;
    const frame = frames.find(frameOf.get(executionContextId));
    onMessage(JSON.parse(payload) as FromPage, frame, (message) => {
      tell(executionContextId, message);
    });
  });
  return (message: ToPage): void => {
    const main = [...contextOf].find(([frameId]) => frames.find(frameId) === frames.main);
    if (main !== undefined) tell(main[1], message);
  };
};

export const openPage = async (
  ports: PageHostPorts,
  prepare: (context: BrowserContext) => Promise<void>,
): Promise<PageHost> => {
  const context = await newContext(ports.look);
  await prepare(context);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  trackFrames(cdp, ports);
  const deliver = connectWorlds(cdp, ports);
  const { mainWorld, isolatedWorld } = await pageScripts(ports.preload, ports.secret);
  await cdp.send('Page.enable');
  const { frameTree } = await cdp.send('Page.getFrameTree');
  ports.frames.attach(frameTree.frame.id, undefined);
  await cdp.send('Page.setLifecycleEventsEnabled', { enabled: true });
  await cdp.send('Runtime.enable');
  await cdp.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD });
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorld });
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: isolatedWorld, worldName: WORLD });
  return {
    context,
    page,
    deliver,
    navigate: (url) => void cdp.send('Page.navigate', { url }).catch(lost),
    crash: () => void cdp.send('Page.crash').catch(lost),
  };
};
