/** Preload scripts and messages on the double: what it lets through and refuses is what Electron would. */
import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needs } from '../../support/needs.ts';
import { desktop } from './control.ts';
import { failingPreload, openWindow, removeProgram, startProgram } from './double.fixture.ts';

beforeEach(async (ctx) => {
  needs(ctx, 'chromium');
  await startProgram();
});
afterEach(() => desktop.reset());
afterAll(async () => {
  await desktop.close();
  removeProgram();
});

describe('the preload script', () => {
  it('runs before the page, in a world of its own, with no more than a sandboxed one has', async () => {
    const { page } = await openWindow();
    expect(await page.evaluate('sawBridge')).toBe('object');
    expect(await page.evaluate(() => bridge.nested)).toEqual({
      list: [1, 2, { three: 3 }],
      seen: {
        globals: 'undefined object object function undefined',
        process: 'renderer true undefined',
      },
      fs: 'module not found: fs',
    });
  });

  it('leaves nothing of its world to the page', async () => {
    const { page } = await openWindow();
    expect(
      await page.evaluate(() =>
        ['require', 'process', 'module', 'ipcRenderer', 'ofThePreload', '__toHost', '__receive', '__preload'].filter(
          (name) => name in globalThis,
        ),
      ),
    ).toEqual([]);
    // Neither by the constructor of what it is given, which is of the page's own world. Evaluated by the debugger,
    // which the page's policy against code from text does not bind.
    expect(await page.evaluate('bridge.invoke.constructor("return typeof ofThePreload")()')).toBe('undefined');
    expect(await page.evaluate(() => bridge.invoke instanceof Function)).toBe(true);
  });

  it('exposes what cannot be changed', async () => {
    const { page } = await openWindow();
    const changed = page.evaluate(() => {
      'use strict';
      (bridge as { words: string }).words = 'other';
    });
    await expect(changed).rejects.toThrow('read only');
    await expect(page.evaluate(() => Object.assign(globalThis, { bridge: {} }))).rejects.toThrow('read only');
    expect(await page.evaluate(() => bridge.words)).toBe('plain');
    expect(await page.evaluate(() => Object.isFrozen(bridge.nested.list[2]))).toBe(true);
  });

  it('gives functions, promises, callbacks and errors to the page as the context bridge does', async () => {
    const { page } = await openWindow();
    expect(await page.evaluate(() => bridge.add(1, 2))).toBe(3);
    expect(await page.evaluate(() => bridge.later({ a: [new Date(5)] }))).toEqual({ a: [new Date(5)] });
    expect(await page.evaluate(() => bridge.callMe((a, b) => JSON.stringify([a, b])))).toBe(
      '["called",{"by":"the preload"}]',
    );
    const caught = page.evaluate(() => {
      try {
        bridge.fail();
        return 'nothing';
      } catch (cause) {
        return cause instanceof Error ? `${cause.name}: ${cause.message}` : 'not an error of the page';
      }
    });
    // Of an error only the message crosses.
    expect(await caught).toBe('Error: on purpose');
    await expect(page.evaluate(() => bridge.failLater())).rejects.toThrow('later on purpose');
  });

  it('copies values, whatever the structured clone carries', async () => {
    const { page } = await openWindow();
    const same = await page.evaluate(() => {
      const given = {
        map: new Map([['a', new Set([1n])]]),
        bytes: new Uint8Array([1, 2]),
        nothing: undefined,
        nan: NaN,
      };
      const copy = bridge.echo(given);
      return [
        copy !== given,
        copy.map.get('a')?.has(1n),
        copy.bytes instanceof Uint8Array && copy.bytes[1] === 2,
        Object.hasOwn(copy, 'nothing'),
        Number.isNaN(copy.nan),
      ];
    });
    expect(same).toEqual([true, true, true, true, true]);
  });

  it('is told of as failed where it throws', async () => {
    const { page } = await openWindow('sample://app/index.html', { preload: failingPreload });
    expect(desktop.faults().map(String)).toEqual(['Error: The preload script failed: Error: no use']);
    expect(await page.evaluate('sawBridge')).toBe('undefined');
  });
});

describe('ipcRenderer.invoke', () => {
  it('carries data both ways', async () => {
    const { page } = await openWindow();
    const value = { when: new Date(1), list: [1, null, undefined], bytes: new Uint8Array([7]) };
    expect(await page.evaluate((sent) => bridge.invoke('echo', sent), value)).toEqual(value);
  });

  it('carries ten megabytes', async () => {
    const { page } = await openWindow();
    const length = await page.evaluate(async () => {
      const answer = await bridge.invoke('echo', 'x'.repeat(10_000_000));
      return (answer as string).length;
    });
    expect(length).toBe(10_000_000);
  });

  it("reads as Electron's when the handler throws, or there is none", async () => {
    ipcMain.handle('fails', () => {
      throw new RangeError('no');
    });
    const { page } = await openWindow();
    await expect(page.evaluate(() => bridge.invoke('fails'))).rejects.toThrow(
      "Error invoking remote method 'fails': RangeError: no",
    );
    await expect(page.evaluate(() => bridge.invoke('nobody'))).rejects.toThrow(
      "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    );
    expect(() => ipcMain.handle('fails', () => 1)).toThrow("Attempted to register a second handler for 'fails'");
  });

  it('refuses functions, going and coming', async () => {
    ipcMain.handle('gives', () => () => 1);
    const { page } = await openWindow();
    await expect(page.evaluate(() => bridge.invokeWithFunction())).rejects.toThrow('An object could not be cloned.');
    await expect(page.evaluate(() => bridge.invoke('gives'))).rejects.toThrow(
      "Error invoking remote method 'gives': Error: An object could not be cloned.",
    );
  });

  it('names its sender, from the first moment of a page on', async () => {
    const events: (readonly [string | undefined, boolean, boolean])[] = [];
    ipcMain.removeHandler('started');
    ipcMain.handle('started', ({ sender, senderFrame }: IpcMainInvokeEvent) => {
      events.push([senderFrame?.url, senderFrame === sender.mainFrame, senderFrame?.parent === null]);
    });
    const { window } = await openWindow('sample://app/index.html?window=main#/status');
    await desktop.until('the call', () => events.length === 1);
    expect(events).toEqual([['sample://app/index.html?window=main#/status', true, true]]);
    expect(window.webContents.getURL()).toBe('sample://app/index.html?window=main#/status');
    expect(window.webContents.mainFrame.origin).toBe('sample://app');
  });

  it('tells a frame within a page from the page', async () => {
    const senders: (readonly [string | undefined, boolean, string | undefined])[] = [];
    ipcMain.removeHandler('started');
    ipcMain.handle('started', ({ sender, senderFrame }: IpcMainInvokeEvent) => {
      senders.push([senderFrame?.url, senderFrame === sender.mainFrame, senderFrame?.parent?.url]);
    });
    await openWindow('sample://app/framing.html', { nodeIntegrationInSubFrames: true });
    await desktop.until('both calls', () => senders.length === 2);
    expect(senders).toContainEqual(['sample://app/framing.html', true, undefined]);
    expect(senders).toContainEqual(['sample://app/frame.html', false, 'sample://app/framing.html']);
  });

  it('is not there for frames unless they are meant to have it', async () => {
    const { page } = await openWindow('sample://app/framing.html');
    const [, frame] = page.frames();
    expect(await frame?.evaluate(() => typeof bridge)).toBe('undefined');
  });
});

describe('messages without an answer', () => {
  it('go to the page until it listens no more, and from it', async () => {
    const { window, page } = await openWindow();
    await page.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(globalThis, { heard, stop: bridge.subscribe((...args) => heard.push(args)) });
    });
    window.webContents.send('push', 'status', { trust: 1 });
    await expect.poll(() => page.evaluate('heard')).toEqual([['status', { trust: 1 }]]);
    await page.evaluate('stop()');
    window.webContents.send('push', 'status', { trust: 2 });
    expect(await page.evaluate(() => bridge.invoke('echo', 'after'))).toBe('after');
    expect(await page.evaluate('heard')).toHaveLength(1);
    expect(() => window.webContents.send('push', () => 1)).toThrow('An object could not be cloned.');

    const hello: unknown[] = [];
    ipcMain.on('hello', (_event, word) => hello.push(word));
    await page.evaluate(() => bridge.sayHello());
    await desktop.until('the word', () => hello.length === 1);
    expect(hello).toEqual(['from the page']);
  });
});

describe('forged messages', () => {
  const seen: unknown[] = [];
  beforeEach(() => {
    seen.length = 0;
    ipcMain.handle('who', ({ sender, senderFrame }: IpcMainInvokeEvent, ...args: readonly unknown[]) => {
      const isOpen = BrowserWindow.getAllWindows().some(({ webContents }) => webContents === sender);
      seen.push([senderFrame?.url ?? null, senderFrame === sender.mainFrame, isOpen, JSON.stringify(args).length]);
    });
  });

  it('come from wherever the test says', async () => {
    const { window } = await openWindow();
    const message = { channel: 'who', args: ['x'] } as const;
    await desktop.forge(message);
    await desktop.forge({ ...message, window, frame: 'none' });
    await desktop.forge({ ...message, window, frame: 'child', url: 'https://evil.test/' });
    await desktop.forge({ ...message, window, url: 'https://evil.test/' });
    await desktop.forge({ ...message, window: null });
    await desktop.forge({ channel: 'who', args: ['y'.repeat(3_000_000)] });
    expect(seen).toEqual([
      ['sample://app/index.html', true, true, 5],
      [null, false, true, 5],
      ['https://evil.test/', false, true, 5],
      ['https://evil.test/', true, true, 5],
      ['', true, false, 5],
      ['sample://app/index.html', true, true, 3_000_004],
    ]);
    expect(window.webContents.getURL()).toBe('sample://app/index.html');
    await expect(desktop.forge({ channel: 'nobody', args: [] })).rejects.toThrow('No handler registered');
  });
});
