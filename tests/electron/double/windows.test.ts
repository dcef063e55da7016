/** Windows and their real pages on the double: addresses, policy, requests, navigation, closing, crashes. */
import { BrowserWindow, app, session } from 'electron';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needs } from '../../support/needs.ts';
import { desktop } from './control.ts';
import { CSP, askedOfProtocol, openWindow, removeProgram, startProgram } from './double.fixture.ts';

beforeEach(async (ctx) => {
  needs(ctx, 'chromium');
  await startProgram();
});
afterEach(() => desktop.reset());
afterAll(async () => {
  await desktop.close();
  removeProgram();
});

describe('the protocol', () => {
  it('is asked by the real page under its own name; status, headers and policy are its answer', async () => {
    const { page } = await openWindow();
    expect(askedOfProtocol().map(({ url, method }) => `${method} ${url}`)).toEqual([
      'GET sample://app/index.html',
      'GET sample://app/page.js',
    ]);
    const response = await page.evaluate(() => performance.getEntriesByType('navigation').length);
    expect(response).toBe(1);
    expect(askedOfProtocol()[0]).toBeInstanceOf(Request);
    const violation = page.evaluate(() => {
      const { promise, resolve } = Promise.withResolvers<string>();
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, originalPolicy }) =>
        resolve(`${effectiveDirective} of ${originalPolicy}`),
      );
      const script = document.createElement('script');
      script.textContent = 'globalThis.ran = true';
      document.body.append(script);
      return promise;
    });
    expect(await violation).toBe(`script-src-elem of ${CSP}`);
    expect(await page.evaluate('typeof ran')).toBe('undefined');
    await expect(page.evaluate(() => fetch('https://evil.test/'))).rejects.toThrow('Failed to fetch');
  });

  it('must be registered before the program is ready', () => {
    expect(() => app.enableSandbox()).toThrow('before app is ready');
  });
});

describe('a session', () => {
  it('is asked about every request; nothing of another scheme is ever answered', async () => {
    const { page } = await openWindow('sample://app/framing.html');
    const frame = page.evaluate(() => {
      const image = new Image();
      const { promise, resolve } = Promise.withResolvers<string>();
      image.onerror = () => resolve('refused');
      image.onload = () => resolve('loaded');
      image.src = 'https://evil.test/a.png';
      return promise;
    });
    expect(await frame).toBe('refused');
    expect(desktop.requests().map(({ url, resourceType }) => `${resourceType} ${url}`)).toEqual([
      'mainFrame sample://app/framing.html',
      'subFrame sample://app/frame.html',
    ]);
  });

  it('lets through what its listener lets through', async () => {
    const window = new BrowserWindow();
    window.webContents.session.webRequest.onBeforeRequest(({ url }, callback) => {
      callback({ cancel: url.endsWith('.js') });
    });
    await window.loadURL('sample://app/index.html');
    expect(desktop.requests().map(({ isLetThrough }) => isLetThrough)).toEqual([true, false]);
    expect(askedOfProtocol()).toHaveLength(1);
  });
});

describe('navigation', () => {
  const NAVIGATIONS = ['https://evil.test/', 'about:blank', 'sample://app/frame.html', 'blob:', 'file:///etc/passwd'];

  const leave = (url: string): void => {
    const of: Record<string, string> = {
      'blob:': URL.createObjectURL(new Blob(['<h1>Elsewhere</h1>'], { type: 'text/html' })),
      'sample://app/frame.html': '/frame.html',
    };
    location.href = of[url] ?? url;
  };

  it.each(NAVIGATIONS)('to %s is vetoed before it happens', async (url) => {
    const { window, page } = await openWindow();
    const told: string[] = [];
    window.webContents.on('will-navigate', (event) => {
      told.push(event.url);
      event.preventDefault();
    });
    await page.evaluate(leave, url);
    // Chromium itself refuses files to a page of the web, and tells nobody.
    if (!url.startsWith('file:')) await desktop.until('the question', () => told.length === 1);
    else expect(told).toEqual([]);
    expect(await page.evaluate(() => document.title)).toBe('Double');
    expect(window.webContents.getURL()).toBe('sample://app/index.html');
  });

  it('that nobody vetoes happens', async () => {
    const { window, page } = await openWindow();
    await page.evaluate(leave, 'sample://app/frame.html');
    await desktop.until('the page', () => window.webContents.getURL() === 'sample://app/frame.html');
    await page.evaluate(() => void (location.href = 'about:blank'));
    await desktop.until('the blank page', () => window.webContents.getURL() === 'about:blank');
  });

  it('asks before a window is opened', async () => {
    const { window, page } = await openWindow();
    const wanted: string[] = [];
    window.webContents.setWindowOpenHandler(({ url }) => {
      wanted.push(url);
      return { action: 'deny' };
    });
    await page.evaluate(() => void globalThis.open('https://evil.test/'));
    await page.evaluate(() => void globalThis.open('about:blank'));
    await desktop.until('both questions', () => wanted.length === 2);
    expect(wanted).toEqual(['https://evil.test/', 'about:blank']);
    await expect.poll(() => page.context().pages().length).toBe(1);
    expect(BrowserWindow.getAllWindows()).toHaveLength(1);
  });
});

describe('a window', () => {
  it('is ready once it has painted, and has the size and the theme that it should', async () => {
    const window = new BrowserWindow({ show: false, width: 500, height: 400 });
    let isReady = false;
    window.once('ready-to-show', () => {
      isReady = true;
    });
    await window.loadURL('sample://app/index.html');
    await desktop.until('the first paint', () => isReady);
    const page = await desktop.page(window);
    const look = () =>
      page.evaluate(() => [innerWidth, innerHeight, matchMedia('(prefers-color-scheme: dark)').matches]);
    expect(await look()).toEqual([500, 400, false]);
    expect(window.isVisible()).toBe(false);
    desktop.setSystemTheme('dark');
    await expect.poll(look).toEqual([500, 400, true]);
    window.webContents.setZoomFactor(2);
    await expect.poll(look).toEqual([250, 200, true]);
    window.setBounds({ width: 1000 });
    await expect.poll(look).toEqual([500, 200, true]);
  });

  it('throws after its end, as Electron does', async () => {
    const { window } = await openWindow();
    const { webContents } = window;
    let isClosed = false;
    window.on('closed', () => {
      isClosed = true;
    });
    window.destroy();
    expect([isClosed, window.isDestroyed(), webContents.isDestroyed()]).toEqual([true, true, true]);
    expect(() => window.show()).toThrow('Object has been destroyed');
    expect(() => window.webContents).toThrow('Object has been destroyed');
    expect(BrowserWindow.getAllWindows()).toEqual([]);
  });

  it('closes when nobody objects, and asks the page first', async () => {
    const { window, page } = await openWindow();
    let mayGo = false;
    let asked = 0;
    window.webContents.on('will-prevent-unload', (event) => {
      asked += 1;
      if (mayGo) event.preventDefault();
    });
    // Chromium lets a page object only after somebody has used it.
    await page.mouse.click(5, 5);
    await page.evaluate(() => addEventListener('beforeunload', (event) => event.preventDefault()));
    window.close();
    await desktop.until('the objection', () => asked === 1);
    expect(window.isDestroyed()).toBe(false);
    expect(await page.title()).toBe('Double');
    mayGo = true;
    await desktop.until('the end', () => {
      // The first closing may not have been given up yet.
      if (!window.isDestroyed()) window.close();
      return window.isDestroyed();
    });
  });

  it('survives the end of its process, which is told, and loads anew', async () => {
    const { window } = await openWindow();
    const told: string[] = [];
    app.on('render-process-gone', (_event, _contents, { reason }) => told.push(`app ${reason}`));
    window.webContents.on('render-process-gone', (_event, { reason }) => told.push(reason));
    desktop.crash(window);
    await desktop.until('the crash', () => told.length === 2);
    expect(told).toEqual(['crashed', 'app crashed']);
    expect([window.isDestroyed(), window.webContents.isCrashed()]).toEqual([false, true]);
    await window.loadURL('sample://app/index.html');
    expect(await (await desktop.page(window)).title()).toBe('Double');
    expect(window.webContents.isCrashed()).toBe(false);
  });

  it('rejects an address that nobody answers', async () => {
    const window = new BrowserWindow();
    await expect(window.loadURL('https://evil.test/')).rejects.toThrow('ERR_FAILED');
  });
});

describe('files that a page hands out', () => {
  const handOut = (): void => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['kept'], { type: 'application/octet-stream' }));
    link.download = 'mine.txt';
    link.click();
  };

  it('go where the person says, or nowhere', async () => {
    const { window, page } = await openWindow();
    await page.evaluate(handOut);
    await desktop.until('the answer', () => desktop.downloads().length === 1);
    window.webContents.session.on('will-download', (event) => event.preventDefault());
    await page.evaluate(handOut);
    await desktop.until('the refusal', () => desktop.downloads().length === 2);
    expect(desktop.downloads().map(({ fileName, outcome }) => `${fileName} ${outcome}`)).toEqual([
      'mine.txt cancelled',
      'mine.txt refused',
    ]);
    expect(desktop.downloads()[0]?.url).toMatch(/^blob:sample:\/\/app\//);
  });
});

describe('permissions', () => {
  const state = (name: string) =>
    navigator.permissions.query({ name: name as PermissionName }).then((found) => found.state);

  it('are granted by a host that does not think of them, as by Electron', async () => {
    const { page } = await openWindow();
    expect(await page.evaluate(state, 'geolocation')).toBe('granted');
  });

  it("are the host's to refuse, in the page itself", async () => {
    const { defaultSession } = session;
    const asked: string[] = [];
    defaultSession.setPermissionCheckHandler((_contents, permission, origin) => {
      asked.push(`${permission} ${origin}`);
      return permission.startsWith('clipboard');
    });
    defaultSession.setPermissionRequestHandler((_contents, permission, callback, { requestingUrl }) => {
      callback(permission === 'clipboard-sanitized-write' && requestingUrl.startsWith('sample://app/'));
    });
    const { window, page } = await openWindow();
    expect(await page.evaluate(state, 'geolocation')).toBe('denied');
    expect(await page.evaluate(state, 'clipboard-read')).toBe('denied');
    expect(await page.evaluate(state, 'clipboard-write')).toBe('granted');
    await page.evaluate(() => navigator.clipboard.writeText('kept'));
    await expect(page.evaluate(() => navigator.clipboard.readText())).rejects.toThrow('denied');
    expect(asked).toContain('geolocation sample://app');
    expect(await desktop.askPermission(window, 'geolocation')).toEqual({ request: false, check: false, device: false });
  });
});
