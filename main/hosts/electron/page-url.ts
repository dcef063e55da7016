/** Addresses of the pages: a scheme of our own, with one host. */
import type { Screen, WindowName } from '../../../contract/windows.ts';

export const SCHEME = 'samehand';
const HOST = 'app';
export const ORIGIN = `${SCHEME}://${HOST}`;

export interface Place {
  readonly screen: Screen;
  /** What the page is to begin with, such as `pause=15`. */
  readonly wish?: string;
}

export const pageUrl = (window: WindowName, place?: Place): string => {
  const page = `${ORIGIN}/index.html?window=${window}`;
  if (place === undefined) return page;
  return `${page}#/${place.screen}${place.wish === undefined ? '' : `?${place.wish}`}`;
};

/** Whether an address is of our own pages. Parsed: `samehand://app.evil/` and `samehand://app@evil/` are not. */
export const isOwnUrl = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${SCHEME}:` && host === HOST && username === '' && password === '';
};
