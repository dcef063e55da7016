/** The pages of the windows as files, each with the headers that keep it to itself. */
import { readFile, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';

export interface PageFile {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

export interface PageFileOptions {
  /** A number used once, for the style elements that the component library makes. */
  readonly nonce: () => string;
  /** Whether pages speak with the host over HTTP: then they may connect to where they came from. */
  readonly connects: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Stands in index.html where the nonce goes. */
const NONCE_PLACE = '__NONCE__';
const NO_FEATURES = [
  'camera',
  'display-capture',
  'geolocation',
  'hid',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Nothing by default; scripts, styles and pictures of our own; pictures that pages make (QR codes). */
export const contentSecurityPolicy = (nonce: string, connects: boolean): string =>
  [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src ${connects ? `'self'` : `'none'`}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');

const headersFor = (nonce: string, connects: boolean, type: string): Record<string, string> => ({
  'Content-Type': type,
  'Content-Security-Policy': contentSecurityPolicy(nonce, connects),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': NO_FEATURES,
  'Cache-Control': 'no-store',
});

/**
 * Answers for the path of a URL (`/` is `/index.html`). Only files that were in the folder at the first question are
 * served, by their exact names: no path can lead out of it.
 */
export const createPageFiles = (folder: string, { nonce, connects }: PageFileOptions) => {
  let names: Promise<ReadonlySet<string>> | null = null;
  const list = async (): Promise<ReadonlySet<string>> => {
    const found = await readdir(folder, { recursive: true });
    return new Set(found.map((name) => `/${name.replaceAll('\\', '/')}`).filter((name) => extname(name) in TYPES));
  };
  return async (path: string): Promise<PageFile> => {
    const name = path === '/' ? '/index.html' : path;
    const value = nonce();
    names ??= list();
    if (!(await names).has(name)) {
      return { status: 404, headers: headersFor(value, connects, 'text/plain'), body: 'There is no such page.' };
    }
    const body = await readFile(join(folder, name));
    const headers = headersFor(value, connects, TYPES[extname(name)] ?? 'application/octet-stream');
    return {
      status: 200,
      headers,
      body: name === '/index.html' ? body.toString().replaceAll(NONCE_PLACE, value) : body,
    };
  };
};
