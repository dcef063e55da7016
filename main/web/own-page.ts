/** Whether a request comes from our own page, at our own address, as far as the browser that sends it tells. */
import type { IncomingMessage } from 'node:http';

/**
 * A browser is made to ask us by any page it shows: by fetch, form, frame or script, or under a name of its own that
 * leads to this machine (DNS rebinding). What it then says of itself gives it away. A program that is no browser can
 * say what it likes; it has no token.
 */
export const isFromOwnPage = (
  { headers, method, url }: Pick<IncomingMessage, 'headers' | 'method' | 'url'>,
  origin: string,
): boolean => {
  if (`http://${headers.host ?? ''}` !== origin) return false;
  if (headers.origin !== undefined && headers.origin !== origin) return false;
  if (method === 'POST' && headers.origin === undefined) return false;
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin') return true;
  if (method !== 'GET') return false;
  if (site === 'none') return true;
  // A link from elsewhere, such as the file that leads here, shows the page in a tab of its own: one without a session.
  return url === '/' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
};
