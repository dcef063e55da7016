/** The scheme of the pages: serves files of `dist/renderer` by name, and nothing else. */
import { protocol, type Session } from 'electron';
import type { PageFile } from '../../web/page-files.ts';
import { SCHEME, isOwnUrl } from './page-url.ts';

/** Before the program is ready. No other privilege: no CSP bypass, no fetch, no service workers. */
export const registerScheme = (): void => {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }]);
};

const NOT_FOUND = { status: 404, headers: { 'Content-Type': 'text/plain', 'X-Content-Type-Options': 'nosniff' } };

/** Returns what ends it. */
export const servePages = (
  session: Session,
  files: (path: string) => Promise<PageFile>,
  onFault: (cause: unknown) => void,
): (() => void) => {
  session.protocol.handle(SCHEME, async ({ url, method }) => {
    if (!isOwnUrl(url) || method !== 'GET') return new Response('There is no such page.', NOT_FOUND);
    try {
      const { status, headers, body } = await files(decodeURIComponent(new URL(url).pathname));
      return new Response(typeof body === 'string' ? body : new Uint8Array(body), { status, headers });
    } catch (cause) {
      onFault(cause);
      return new Response('The page cannot be read.', { ...NOT_FOUND, status: 500 });
    }
  });
  return () => {
    session.protocol.unhandle(SCHEME);
  };
};
