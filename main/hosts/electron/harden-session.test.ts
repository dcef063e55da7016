import { describe, expect, it } from 'vitest';
import { mayDownload, mayHave, mayRequest } from './harden-session.ts';
import { pageUrl } from './page-url.ts';

const PAGE = pageUrl('main');

describe('a request', () => {
  it.each([
    [PAGE, 'mainFrame'],
    ['samehand://app/assets/index.js', 'script'],
    ['blob:samehand://app/0b1c', 'other'],
    ['data:image/png;base64,AA==', 'image'],
  ])('to %s as %s is let through', (url, resourceType) => {
    expect(mayRequest({ url, resourceType }, true)).toBe(true);
  });

  it.each([
    ['https://example.org/', 'xhr'],
    ['http://127.0.0.1/', 'image'],
    ['ws://127.0.0.1/', 'webSocket'],
    ['file:///etc/passwd', 'mainFrame'],
    ['samehand://other/index.html', 'subFrame'],
    ['blob:https://example.org/0b1c', 'other'],
    ['data:text/html,hello', 'mainFrame'],
    ['data:text/javascript,1', 'script'],
    ['chrome://settings', 'mainFrame'],
    ['devtools://devtools/bundled/', 'mainFrame'],
  ])('to %s as %s is stopped', (url, resourceType) => {
    expect(mayRequest({ url, resourceType }, true)).toBe(false);
  });

  it('of the developers’ tools is let through where they are', () => {
    expect(mayRequest({ url: 'devtools://devtools/bundled/', resourceType: 'mainFrame' }, false)).toBe(true);
  });
});

describe('a permission', () => {
  it('is given for one thing: our own page may put a text on the clipboard', () => {
    expect(mayHave('clipboard-sanitized-write', PAGE, true)).toBe(true);
    expect(mayHave('clipboard-sanitized-write', PAGE, false)).toBe(false);
    expect(mayHave('clipboard-sanitized-write', 'https://example.org/', true)).toBe(false);
    expect(mayHave('clipboard-sanitized-write', '', true)).toBe(false);
  });

  it.each(['clipboard-read', 'media', 'geolocation', 'notifications', 'openExternal', 'fileSystem', 'display-capture'])(
    'is refused: %s',
    (permission) => {
      expect(mayHave(permission, PAGE, true)).toBe(false);
    },
  );
});

it('a download is a file that a page of ours has made', () => {
  expect(mayDownload('blob:samehand://app/0b1c')).toBe(true);
  for (const url of ['samehand://app/index.html', 'https://example.org/a', 'blob:https://samehand//app/', 'data:,a']) {
    expect(mayDownload(url)).toBe(false);
  }
});
