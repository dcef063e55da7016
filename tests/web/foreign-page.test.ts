/** What a page of somebody else, in the same browser as ours, can do to the server of our pages: nothing. */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../contract/result.ts';
import { createPageFiles } from '../../main/web/page-files.ts';
import { startPageServer, type PageServer } from '../../main/web/page-server.ts';
import { findProgram, missing } from '../support/needs.ts';

/** Under this name the foreign server and ours are the same to a browser that asks its resolver. */
const EVIL = 'evil.example';

let browser: Browser;
let context: BrowserContext;
let ours: PageServer;
let foreign: Server;
let calls: string[];
let folder: string;

const origin = (): string => new URL(ours.url).origin;
const port = (server: Server): number => (server.address() as AddressInfo).port;
/** On another port of this machine: the same site to a browser. */
const neighbour = (): string => `http://127.0.0.1:${String(port(foreign))}/`;
/** Under another name: another site. */
const stranger = (): string => `http://${EVIL}:${String(port(foreign))}/`;

const PAGE = `<!doctype html><title>ours</title><p id="ours">ours</p>
<script src="/session.js" type="module"></script>`;
/** Opens the session as the real page does. */
const SCRIPT = `const token = new URLSearchParams(location.hash.slice(1)).get('token');
if (token !== null) {
  const answer = await fetch('/session', { method: 'POST', body: JSON.stringify({ token }) });
  const { value } = await answer.json();
  sessionStorage.setItem('session', value.session);
  await fetch('/call', { method: 'POST', headers: { Authorization: 'Bearer ' + value.session }, body: '{"name":"own"}' });
}
document.title = 'open';`;

const show = async (url: string): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(url);
  return page;
};

beforeAll(async () => {
  if (missing('chromium') !== null) return;
  browser = await chromium.launch({
    executablePath: findProgram('chromium', 'chromium-browser', 'google-chrome') ?? '',
    args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=MAP ${EVIL} 127.0.0.1`],
  });
});
afterAll(async () => {
  if (missing('chromium') === null) await browser.close();
});
beforeEach(async (ctx) => {
  const reason = missing('chromium');
  if (reason !== null) ctx.skip(`needs chromium: ${reason}`);
  folder = mkdtempSync(join(tmpdir(), 'samehand-foreign-'));
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'session.js'), SCRIPT);
  calls = [];
  ours = await startPageServer({
    files: createPageFiles(folder, { nonce: () => 'nonce', connects: true }),
    backend: {
      call: (name) => {
        calls.push(name);
        return Promise.resolve(ok({}));
      },
      subscribe: () => () => undefined,
    },
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    monotonicMs: () => performance.now(),
    onFault: (cause) => {
      throw cause;
    },
  });
  foreign = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>foreign</title><body></body>');
  });
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
  context = await browser.newContext();
  // The session is open, as it is when somebody works with the windows and has another tab beside them.
  const page = await show(ours.url);
  await page.waitForFunction(() => document.title === 'open');
  expect(calls).toEqual(['own']);
});
afterEach(async () => {
  await context.close();
  await ours.close();
  foreign.closeAllConnections();
  foreign.close();
  rmSync(folder, { recursive: true });
});

describe.each([
  ['on another port of this machine', neighbour],
  ['of another site', stranger],
])('a page %s', (_, address) => {
  it('cannot call, nor read anything', async () => {
    const page = await show(address());
    const outcomes = await page.evaluate(async (target) => {
      const attempt = async (path: string, options: RequestInit): Promise<string> => {
        try {
          const response = await fetch(`${target}${path}`, options);
          return `${response.type} ${String(response.status)} ${await response.text()}`;
        } catch {
          return 'failed';
        }
      };
      const body = '{"name":"stolen"}';
      const Authorization = 'Bearer x';
      return Promise.all([
        attempt('/', {}),
        attempt('/', { mode: 'no-cors' }),
        attempt('/call', { method: 'POST', body }),
        attempt('/call', { method: 'POST', body, mode: 'no-cors', credentials: 'include' }),
        attempt('/call', { method: 'POST', body, headers: { Authorization, 'Content-Type': 'application/json' } }),
        attempt('/pushes', { headers: { Authorization } }),
      ]);
    }, origin());
    // `opaque 0` and no text: the request went out, and its answer cannot be read.
    for (const outcome of outcomes) expect(['failed', 'opaque 0 ']).toContain(outcome);
    expect(calls).toEqual(['own']);
  });

  it('cannot frame it, run its scripts, listen to it or post a form to it', async () => {
    const page = await show(address());
    const events = await page.evaluate(async (target) => {
      const outcome = (start: (done: (what: string) => void) => void): Promise<string> => new Promise(start);
      const element = (tag: 'iframe' | 'script' | 'img', source: string) =>
        outcome((done) => {
          const made = document.createElement(tag);
          made.onload = () => {
            done(`${tag} loaded`);
          };
          made.onerror = () => {
            done(`${tag} failed`);
          };
          made.src = source;
          document.body.append(made);
        });
      const events = outcome((done) => {
        const source = new EventSource(`${target}/pushes`);
        source.onopen = () => {
          done('events open');
        };
        source.onerror = () => {
          source.close();
          done('events failed');
        };
      });
      const socket = outcome((done) => {
        const made = new WebSocket(`${target.replace('http', 'ws')}/pushes`);
        made.onopen = () => {
          done('socket open');
        };
        made.onerror = () => {
          done('socket failed');
        };
      });
      const form = outcome((done) => {
        const frame = document.createElement('iframe');
        frame.name = 'answer';
        document.body.append(frame);
        frame.onload = () => {
          done('form sent');
        };
        const made = document.createElement('form');
        Object.assign(made, { action: `${target}/call`, method: 'post', target: 'answer', enctype: 'text/plain' });
        made.innerHTML = `<input name='{"name":"stolen","x":"' value='"}'>`;
        document.body.append(made);
        made.submit();
      });
      return Promise.all([
        element('script', `${target}/session.js`),
        element('img', `${target}/`),
        events,
        socket,
        form,
      ]);
    }, origin());
    expect(events).toEqual(['script failed', 'img failed', 'events failed', 'socket failed', 'form sent']);
    await page.evaluate((target) => {
      const frame = document.createElement('iframe');
      frame.src = target;
      frame.id = 'framed';
      document.body.append(frame);
      return new Promise((resolve) => {
        frame.onload = resolve;
      });
    }, origin());
    const framed = await (await page.waitForSelector('#framed')).contentFrame();
    expect(await framed?.locator('#ours').count()).toBe(0);
    expect(calls).toEqual(['own']);
  });

  it('gets no hold of the tab that it opens at our address, and that tab has no session', async () => {
    const page = await show(address());
    const [tab] = await Promise.all([
      context.waitForEvent('page'),
      page.evaluate((target) => {
        Object.assign(globalThis, { opened: open(target) });
      }, origin()),
    ]);
    await tab.waitForFunction(() => document.title === 'open');
    expect(await tab.evaluate(() => ({ hasOpener: opener !== null, kept: sessionStorage.length }))).toEqual({
      hasOpener: false,
      kept: 0,
    });
    await expect
      .poll(() => page.evaluate(() => (globalThis as unknown as { opened: Window }).opened.closed))
      .toBe(true);
  });
});

it('answers nothing under a name that was made to lead here', async () => {
  const page = await context.newPage();
  const response = await page.goto(`http://${EVIL}:${new URL(origin()).port}/`);
  expect(response?.status()).toBe(403);
  const called = await page.evaluate(async () => {
    const answer = await fetch('/call', { method: 'POST', body: '{"name":"stolen"}' }).catch(() => null);
    return answer?.status ?? 'blocked';
  });
  expect([403, 'blocked']).toContain(called);
  expect(calls).toEqual(['own']);
});
