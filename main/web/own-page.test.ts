import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { isFromOwnPage } from './own-page.ts';

const ORIGIN = 'http://127.0.0.1:4000';
const HOST = { host: '127.0.0.1:4000' };
const asks = (method: string, url: string, headers: IncomingMessage['headers']): boolean =>
  isFromOwnPage({ method, url, headers: { ...HOST, ...headers } }, ORIGIN);

const NAVIGATION = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

describe('a request from our own page', () => {
  it.each([
    ['a call of the page', 'POST', '/call', { origin: ORIGIN, 'sec-fetch-site': 'same-origin' }],
    ['an address that was typed', 'GET', '/', { 'sec-fetch-site': 'none', ...NAVIGATION }],
    ['a link elsewhere, as in the file that leads here', 'GET', '/', { 'sec-fetch-site': 'cross-site', ...NAVIGATION }],
    ['a browser that tells nothing of where it comes from', 'GET', '/assets/a.js', {}],
  ])('may be %s', (_, method, url, headers) => {
    expect(asks(method, url, headers)).toBe(true);
  });

  it.each([
    ['under another name of this machine', 'GET', '/', { host: 'localhost:4000' }],
    ['under a name that leads here', 'GET', '/', { host: 'evil.example:4000' }],
    ['of another port', 'GET', '/', { host: '127.0.0.1:4001' }],
    ['without a name', 'GET', '/', { host: undefined }],
    ['with the name of our port and more', 'GET', '/', { host: '127.0.0.1:4000.evil.example' }],
    ['of a page elsewhere', 'POST', '/call', { origin: 'https://evil.example' }],
    ['of a page in a sandbox', 'POST', '/call', { origin: 'null' }],
    ['of a form elsewhere that hides its origin', 'POST', '/call', {}],
    ['of a script elsewhere', 'GET', '/assets/a.js', { 'sec-fetch-site': 'cross-site' }],
    ['of a page on another port', 'GET', '/', { 'sec-fetch-site': 'same-site' }],
    [
      'of a frame elsewhere',
      'GET',
      '/',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    ],
    ['of a link elsewhere to something else', 'GET', '/pushes', { 'sec-fetch-site': 'cross-site', ...NAVIGATION }],
    ['of a form elsewhere', 'POST', '/', { origin: ORIGIN, 'sec-fetch-site': 'cross-site', ...NAVIGATION }],
  ])('is none %s', (_, method, url, headers) => {
    expect(asks(method, url, headers)).toBe(false);
  });
});
