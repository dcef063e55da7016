/** What a page cannot do, tried by a real page. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { missing, needs } from '../../support/needs.ts';
import { desktop } from '../double/control.ts';
import { startHost, type Host } from './host-bench.ts';

const canRun = missing('chromium') === null;

describe('a page', () => {
  let host: Host;
  let page: Page;
  let outside: Server;
  let outsideUrl = '';
  let asked = 0;
  const scratch = mkdtempSync(join(tmpdir(), 'samehand-hardening-'));

  beforeAll(async () => {
    if (!canRun) return;
    outside = createServer((_request, response) => {
      asked += 1;
      response.setHeader('Access-Control-Allow-Origin', '*').end('outside');
    });
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
    outsideUrl = `http://127.0.0.1:${String((outside.address() as AddressInfo).port)}/`;
    host = await startHost({ isPackaged: true });
    page = await host.open();
  });
  afterAll(async () => {
    if (canRun) {
      await host.close();
      outside.close();
    }
    await desktop.close();
    rmSync(scratch, { recursive: true, force: true });
  });
  beforeEach((ctx) => {
    needs(ctx, 'chromium');
  });
  const window = () => {
    const [first] = desktop.windows();
    if (first === undefined) throw new Error('the window is gone');
    return first;
  };
  const isStillThere = async (): Promise<void> => {
    expect(window().contents.getURL()).toContain('samehand://app/index.html?window=main');
    expect(await page.locator('h1').count()).toBe(1);
  };

  it('runs in a sandbox, in a world of its own, without Node, and without DevTools once it is shipped', () => {
    expect(desktop.wishes()).toContain('enableSandbox');
    expect(window().options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    });
  });

  it('comes over a scheme that is standard and secure, and nothing more', () => {
    expect(desktop.schemes()).toEqual([{ scheme: 'samehand', privileges: { standard: true, secure: true } }]);
  });

  it('is given what it may call by name, and no way to other channels', async () => {
    const found = await page.evaluate(() => {
      const bridge = (globalThis as unknown as { samehand: Record<string, unknown> }).samehand;
      return {
        keys: Object.keys(bridge).sort(),
        kinds: [...new Set(Object.values(bridge.calls as object).map((call) => typeof call))],
        globals: ['require', 'process', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in globalThis),
      };
    });
    expect(found).toEqual({ keys: ['calls', 'host', 'subscribe'], kinds: ['function'], globals: [] });
  });

  it('reaches no other machine and no file', async () => {
    const failures = await page.evaluate(async (url) => {
      const picture = (source: string): Promise<string> =>
        new Promise((resolve) => {
          const image = new Image();
          image.onload = () => resolve('loaded');
          image.onerror = () => resolve('failed');
          image.src = source;
        });
      const fetched = (source: string): Promise<string> =>
        fetch(source).then(
          () => 'loaded',
          () => 'failed',
        );
      const socket = new Promise<string>((resolve) => {
        try {
          const made = new WebSocket(url.replace('http', 'ws'));
          made.onerror = () => resolve('failed');
          made.onopen = () => resolve('loaded');
        } catch {
          resolve('failed');
        }
      });
      return Promise.all([
        picture(url),
        fetched(url),
        picture('file:///etc/passwd'),
        fetched('file:///etc/passwd'),
        socket,
      ]);
    }, outsideUrl);
    expect(failures).toEqual(['failed', 'failed', 'failed', 'failed', 'failed']);
    expect(asked).toBe(0);
    expect(
      desktop.requests().filter(({ url, isLetThrough }) => isLetThrough && !url.startsWith('samehand://app/')),
    ).toEqual([]);
  });

  it('runs no code from text, in a script element or in a worker from elsewhere', async () => {
    const ran = await page.evaluate(async () => {
      const results: string[] = [];
      // What the debugger itself evaluates may do more than the page.
      await new Promise((resolve) => setTimeout(resolve));
      try {
        const Code = Reflect.get(globalThis, 'Function') as unknown as new (text: string) => () => string;
        results.push(new Code('return "ran"')());
      } catch {
        results.push('refused');
      }
      const script = document.createElement('script');
      script.textContent = 'globalThis.ranInline = true';
      document.body.append(script);
      results.push('ranInline' in globalThis ? 'ran' : 'refused');
      const button = document.createElement('button');
      button.setAttribute('onclick', 'globalThis.ranHandler = true');
      document.body.append(button);
      button.click();
      results.push('ranHandler' in globalThis ? 'ran' : 'refused');
      script.remove();
      button.remove();
      const worker = await new Promise<string>((resolve) => {
        try {
          const made = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
          made.onerror = () => resolve('refused');
          made.onmessage = () => resolve('ran');
        } catch {
          resolve('refused');
        }
      });
      results.push(worker);
      return results;
    });
    expect(ran).toEqual(['refused', 'refused', 'refused', 'refused']);
  });

  it.each(['location', 'anchor', 'form', 'blob', 'data', 'javascript'] as const)(
    'goes nowhere else: %s',
    async (how) => {
      await page.evaluate(
        ([way, url]) => {
          const follow = (target: string): void => {
            const link = document.createElement('a');
            link.href = target;
            document.body.append(link);
            link.click();
            link.remove();
          };
          if (way === 'location') location.href = url;
          if (way === 'anchor') follow(url);
          if (way === 'blob') follow(URL.createObjectURL(new Blob(['<h1>other</h1>'], { type: 'text/html' })));
          if (way === 'data') follow('data:text/html,<h1>other</h1>');
          if (way === 'javascript') follow('javascript:document.body.remove()');
          if (way === 'form') {
            const form = document.createElement('form');
            form.action = url;
            form.method = 'post';
            document.body.append(form);
            form.submit();
            form.remove();
          }
        },
        [how, outsideUrl] as const,
      );
      await page.waitForTimeout(200);
      await isStillThere();
      expect(asked).toBe(0);
    },
  );

  it('opens no window, in this program or in the browser', async () => {
    const before = desktop.windows().length;
    await page.evaluate((url) => {
      const link = document.createElement('a');
      link.href = url;
      link.target = '_blank';
      document.body.append(link);
      link.click();
      link.remove();
      for (const target of [url, 'about:blank', 'index.html?window=main']) open(target);
    }, outsideUrl);
    await page.waitForTimeout(200);
    await expect.poll(() => page.context().pages().length).toBe(1);
    expect(desktop.windows()).toHaveLength(before);
    expect(desktop.openedExternally()).toEqual([]);
    expect(asked).toBe(0);
  });

  it('holds no frame of another page, and no webview', async () => {
    const bridged = await page.evaluate(
      async (urls) => {
        const has: boolean[] = [];
        for (const url of urls) {
          const frame = document.createElement('iframe');
          frame.src = url;
          document.body.append(frame);
          await new Promise((resolve) => setTimeout(resolve, 150));
          try {
            has.push('samehand' in (frame.contentWindow ?? {}));
          } catch {
            has.push(false);
          }
          frame.remove();
        }
        return has;
      },
      [outsideUrl, 'about:blank', 'index.html?window=main'],
    );
    expect(bridged).toEqual([false, false, false]);
    expect(asked).toBe(0);
    expect(desktop.forgeWebview(window(), outsideUrl)).toBe(true);
  });

  it.each([
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'midiSysex',
    'fullscreen',
    'openExternal',
    'hid',
  ])('gets no permission: %s', async (permission) => {
    expect(await desktop.askPermission(window(), permission)).toEqual({ request: false, check: false, device: false });
  });

  it('may put a text on the clipboard, such as a recovery code', async () => {
    expect(await desktop.askPermission(window(), 'clipboard-sanitized-write')).toMatchObject({
      request: true,
      check: true,
    });
  });

  const download = (url: string | null): Promise<void> =>
    page.evaluate((given) => {
      const link = document.createElement('a');
      link.href = given ?? URL.createObjectURL(new Blob(['what is mine'], { type: 'application/octet-stream' }));
      link.download = 'export.json';
      link.click();
    }, url);
  const downloaded = (count: number) => desktop.until('the download', () => desktop.downloads().length === count);

  it('hands out a file that it has made, where the person says, for nobody else’s eyes', async () => {
    const target = join(scratch, 'export.json');
    desktop.answerSaveDialog(target);
    await download(null);
    await downloaded(1);
    expect(desktop.downloads()[0]).toMatchObject({ outcome: 'completed', fileName: 'export.json' });
    expect(readFileSync(target, 'utf8')).toBe('what is mine');
    await expect.poll(() => statSync(target).mode & 0o777).toBe(0o600);
  });

  it('hands out nothing that the person called off, and nothing else', async () => {
    await download(null);
    await downloaded(2);
    expect(desktop.downloads()[1]).toMatchObject({ outcome: 'cancelled' });
    await download('index.html');
    await downloaded(3);
    expect(desktop.downloads()[2]).toMatchObject({ outcome: 'refused' });
  });

  it('is found by its exact name only', async () => {
    const statuses = await page.evaluate(async () =>
      Promise.all(
        ['index.html', 'none.html', '..%2f..%2fpackage.json', '%00', '../preload.cjs'].map((name) =>
          fetch(`samehand://app/${name}`).then(
            ({ status }) => status,
            () => 'no connection',
          ),
        ),
      ),
    );
    // `connect-src` is none: not even our own pages can be fetched by script.
    expect(new Set(statuses)).toEqual(new Set(['no connection']));
    await isStillThere();
  });
});
