/** The pages of the windows as files, each with the headers that keep it to itself. */
import { readFile, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pageHeaders } from './page-headers.ts';

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
const INDEX = '/index.html';
/** Stands in index.html where the nonce goes. */
const NONCE_PLACE = '__NONCE__';

const namesIn = async (folder: string): Promise<ReadonlySet<string>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && Object.hasOwn(TYPES, extname(entry.name)));
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length));
  return new Set(paths.map((path) => path.replaceAll('\\', '/')));
};

/**
 * Answers for the path of a URL (`/` is `/index.html`). Only files that were in the folder at the first question are
 * served, by their exact names: no path can lead out of it, and neither can a link in it.
 */
export const createPageFiles = (folder: string, { nonce, connects }: PageFileOptions) => {
  let names: Promise<ReadonlySet<string>> | null = null;
  return async (path: string): Promise<PageFile> => {
    const name = path === '/' ? INDEX : path;
    const value = nonce();
    names ??= namesIn(join(folder));
    if (!(await names).has(name)) {
      return { status: 404, headers: pageHeaders(value, connects, 'text/plain'), body: 'There is no such page.' };
    }
    const body = await readFile(join(folder, name));
    const headers = pageHeaders(value, connects, TYPES[extname(name)] ?? 'application/octet-stream');
    return { status: 200, headers, body: name === INDEX ? body.toString().replaceAll(NONCE_PLACE, value) : body };
  };
};
