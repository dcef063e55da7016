import { describe, expect, it } from 'vitest';
import { pageUrl } from './page-url.ts';
import { trustedSender, type SendingEvent, type SendingFrame } from './trusted-sender.ts';

const OURS = 7;
const nameOf = (id: number) => (id === OURS ? 'main' : null);

const event = (frame: Partial<SendingFrame> = {}, change: Partial<SendingEvent> = {}): SendingEvent => {
  const mainFrame = { url: pageUrl('main', { screen: 'status' }), parent: null, ...frame };
  return { sender: { id: OURS, mainFrame }, senderFrame: mainFrame, ...change };
};

describe('a sender', () => {
  it('is trusted at the page itself of a window that is ours', () => {
    expect(trustedSender(event(), nameOf)).toEqual({ ok: true, value: 'main' });
  });

  it.each([
    ['a web contents that was not made here', event({}, { sender: { id: 8, mainFrame: {} } }), 'not a window'],
    ['a frame that is gone', event({}, { senderFrame: null }), 'gone'],
    ['a frame within a page', event({ parent: {} }), 'within'],
    ['a frame that is not the main one', event({}, { senderFrame: { url: pageUrl('main'), parent: null } }), 'within'],
  ])('is refused as %s', (_name, given, why) => {
    expect(trustedSender(given, nameOf)).toMatchObject({
      ok: false,
      code: 'not-allowed',
      message: expect.stringContaining(why) as string,
    });
  });

  it.each([
    '',
    'about:blank',
    'about:srcdoc',
    'data:text/html,hello',
    'file:///usr/share/samehand/index.html',
    'https://app/index.html',
    'https://example.org/?samehand://app/',
    'samehand:app/index.html',
    'samehand://app.example.org/index.html',
    'samehand://example.org/app',
    'samehand://app@example.org/',
    'samehand://user@app/',
    'samehand://app:8080/',
    'samehandx://app/',
    'blob:samehand://app/0b1c',
    ' javascript:alert(1)',
  ])('is refused at %j', (url) => {
    expect(trustedSender(event({ url }), nameOf).ok).toBe(false);
  });

  it('is refused without an address at all', () => {
    expect(trustedSender(event({ url: undefined as unknown as string }), nameOf).ok).toBe(false);
  });
});
