/** What a page may is decided by the host's handlers, and holds in Chromium. */
import type { BrowserContext } from 'playwright-core';
import { originOf } from './schemes.ts';
import type { PermissionDetails, Session } from './session.ts';

/** Electron's names, and what Chromium calls them. */
const PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
  'clipboard-read': ['clipboard-read'],
  'clipboard-sanitized-write': ['clipboard-write'],
  geolocation: ['geolocation'],
  notifications: ['notifications'],
  media: ['camera', 'microphone'],
  midi: ['midi'],
};

/** Before the page is loaded. As in Electron, a host without handlers grants everything. */
export const applyPermissions = async (
  context: BrowserContext,
  session: Session,
  contents: object,
  /** As the application knows it, and the origin as Chromium does. */
  page: { readonly url: string; readonly chromiumOrigin: string },
): Promise<void> => {
  const details: PermissionDetails = { requestingUrl: page.url, securityOrigin: originOf(page.url), isMainFrame: true };
  const granted: string[] = [];
  for (const [permission, names] of Object.entries(PERMISSIONS)) {
    const may = session.checkPermission(contents, permission, details);
    if (may && (await session.askPermission(contents, permission, details))) granted.push(...names);
  }
  await context.grantPermissions(granted, { origin: page.chromiumOrigin });
};
