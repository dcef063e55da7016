/** What the pages' session refuses: permissions, devices, and every request that is not for our own pages. */
import { chmod } from 'node:fs/promises';
import type { DownloadItem, Session } from 'electron';
import { ORIGIN, isOwnUrl } from './page-url.ts';

/** Exports and recovery codes hold what is nobody else's business. */
const OWNER_ONLY = 0o600;

export interface RequestFacts {
  readonly url: string;
  readonly resourceType: string;
}

/** Pages of our own, files that they have made, pictures within them; and the tools of those who work on the program. */
export const mayRequest = ({ url, resourceType }: RequestFacts, isPackaged: boolean): boolean => {
  if (isOwnUrl(url) || url.startsWith(`blob:${ORIGIN}/`)) return true;
  if (url.startsWith('data:')) return resourceType === 'image';
  return !isPackaged && url.startsWith('devtools:');
};

/** To put a text on the clipboard is the one thing that a page of ours may, and no frame within it. */
export const mayHave = (permission: string, url: string, isMainFrame: boolean): boolean =>
  permission === 'clipboard-sanitized-write' && isMainFrame && isOwnUrl(url);

/** A file that a page of ours has made. Where it goes is asked by the system's own dialog. */
export const mayDownload = (url: string): boolean => url.startsWith(`blob:${ORIGIN}/`);

const keepPrivate = (item: DownloadItem, onFault: (cause: unknown) => void): void => {
  item.once('done', (_event, state) => {
    if (state === 'completed') chmod(item.getSavePath(), OWNER_ONLY).catch(onFault);
  });
};

export const hardenSession = (session: Session, isPackaged: boolean, onFault: (cause: unknown) => void): void => {
  session.setPermissionRequestHandler((_contents, permission, callback, { requestingUrl, isMainFrame }) => {
    callback(mayHave(permission, requestingUrl, isMainFrame));
  });
  session.setPermissionCheckHandler((_contents, permission, _origin, { requestingUrl, isMainFrame }) =>
    mayHave(permission, requestingUrl ?? '', isMainFrame),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url, resourceType }, callback) => {
    callback({ cancel: !mayRequest({ url, resourceType }, isPackaged) });
  });
  session.on('will-download', (event, item) => {
    if (mayDownload(item.getURL())) keepPrivate(item, onFault);
    else event.preventDefault();
  });
};
