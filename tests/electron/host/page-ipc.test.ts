/** What a page that was taken over could send, and what becomes of it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PAGE_CALLS } from '../../../contract/windows.ts';
import { pageUrl } from '../../../main/hosts/electron/page-url.ts';
import { missing, needs } from '../../support/needs.ts';
import { desktop } from '../double/control.ts';
import { startHost, type Host } from './host-bench.ts';

const REFUSED = { ok: false, code: 'not-allowed', message: 'This window may not ask that.' };
const SECRET = `secret-${randomUUID()}`;
const canRun = missing('chromium') === null;

describe('a message of a page', () => {
  let host: Host;
  beforeAll(async () => {
    if (!canRun) return;
    host = await startHost({ policy: { session: { codeAfterUnlock: 'always' } } });
    await host.open();
  });
  afterAll(async () => {
    if (canRun) await host.close();
    await desktop.close();
  });
  beforeEach((ctx) => {
    needs(ctx, 'chromium');
  });

  it('is answered on the channels of the contract and on no other', async () => {
    const own = desktop.channels().filter((channel) => channel.startsWith('samehand:'));
    expect(own.sort()).toEqual(
      Object.keys(PAGE_CALLS)
        .map((name) => `samehand:${name}`)
        .sort(),
    );
    await expect(desktop.forge({ channel: 'samehand:eval', args: ['1'] })).rejects.toThrow();
  });

  it('is answered when it is what it should be', async () => {
    expect(await desktop.forge({ channel: 'samehand:status', args: [{}] })).toMatchObject({
      ok: true,
      value: { pid: process.pid },
    });
  });

  it.each([
    ['a web contents that is none of our windows', { window: null }],
    ['a frame that is gone', { frame: 'none' as const }],
    ['a frame within the page, at its own address', { frame: 'child' as const }],
    ['a frame within the page, at a foreign address', { frame: 'child' as const, url: 'https://example.org/' }],
    ['a page at a foreign address', { url: 'https://example.org/' }],
    ['a page at an address that looks like ours', { url: 'samehand://app.example.org/index.html' }],
    ['a page without an address', { url: '' }],
    ['an empty page', { url: 'about:blank' }],
  ])('is refused from %s', async (_name, from) => {
    for (const channel of ['samehand:status', 'samehand:policy.show', 'samehand:window.preferences']) {
      expect(await desktop.forge({ channel, args: [{}], ...from })).toEqual(REFUSED);
    }
  });

  it.each([
    ['a text', ['status']],
    ['nothing', []],
    ['two arguments', [{}, {}]],
    ['null', [null]],
    ['a field too many', [{ admin: true }]],
    ['a prototype', [JSON.parse('{"__proto__":{"minutes":5}}') as object]],
    ['a list', [[]]],
    ['bytes', [new Uint8Array(10)]],
    ['a huge text', ['x'.repeat(5_000_000)]],
    ['a huge field', [{ reason: 'x'.repeat(5_000_000) }]],
    ['very many values', [Array.from({ length: 400_000 }, () => 0)]],
  ])('of the wrong kind is refused with a code: %s', async (_name, args) => {
    for (const name of ['status', 'pause', 'window.prefer']) {
      const wrong = name === 'window.prefer' && JSON.stringify(args) === '[{}]';
      const answer = await desktop.forge({ channel: `samehand:${name}`, args });
      if (!wrong) expect(answer, name).toMatchObject({ ok: false, code: 'usage' });
    }
  });

  it('that is wrong or forged leaves the agent as it is, and its words out of the log', async () => {
    const before = host.running.live.agent.status().state;
    for (const frame of ['none', 'child'] as const) {
      await desktop.forge({
        channel: 'samehand:authorise',
        args: [{ as: 'administrator', passphrase: SECRET }],
        frame,
      });
    }
    await desktop.forge({ channel: 'samehand:authorise', args: [SECRET.repeat(100_000)] });
    expect(host.running.live.agent.status().state).toBe(before);
    expect(host.log()).toContain("A page's message was refused: authorise: its frame is gone");
    expect(host.log()).toContain('authorise: too large');
    expect(host.log()).not.toContain(SECRET);
  });

  it('cannot do without a proof what takes one, whatever the page says', async () => {
    const passphrase = 'correct horse battery staple';
    expect(
      await desktop.forge({ channel: 'samehand:role.set', args: [{ role: 'administrator', passphrase }] }),
    ).toMatchObject({ ok: true });
    const text = JSON.stringify({ mode: 'learn' });
    for (const grant of [undefined, 'x'.repeat(43)]) {
      const args = [{ text, reason: 'because', ...(grant === undefined ? {} : { grant }) }];
      expect(await desktop.forge({ channel: 'samehand:policy.apply', args })).toMatchObject({
        ok: false,
        code: 'needs-administrator',
      });
    }
    expect(host.running.live.agent.status().mode).not.toBe('learn');
  });

  it('of a window over the displays may ask what that window needs, and nothing else', async () => {
    host.workstation().lockByHand();
    const { window } = await desktop.waitForWindow('window=locked');
    expect(await desktop.forge({ window, channel: 'samehand:status', args: [{}] })).toMatchObject({ ok: true });
    for (const name of ['policy.show', 'pause', 'quit', 'data.show', 'code.answer', 'window.open']) {
      expect(await desktop.forge({ window, channel: `samehand:${name}`, args: [{}] }), name).toEqual(REFUSED);
    }
    // It does not become the main window by saying so.
    const url = pageUrl('main', { screen: 'policy' });
    expect(await desktop.forge({ window, channel: 'samehand:policy.show', args: [{}], url })).toEqual(REFUSED);
    host.workstation().unlock();
    await desktop.waitForNoWindow('window=locked');
  });

  it('that the page itself sends wrongly comes back as a code, and no stack', async () => {
    const { page } = await desktop.waitForWindow('window=main');
    const answers = await page.evaluate(async () => {
      const { calls } = (globalThis as unknown as { samehand: { calls: Record<string, (args: unknown) => unknown> } })
        .samehand;
      return [await calls.pause?.({ minutes: -1 }), await calls['profile.rollback']?.({}), await calls.status?.('x')];
    });
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, code: 'usage' });
      expect(JSON.stringify(answer)).not.toContain('node:');
    }
  });
});
