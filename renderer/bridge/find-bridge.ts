/** The bridge that the host has put into this page, or one over HTTP where the page is in a browser. */
import { ok, type Result } from '../../contract/result.ts';
import { BRIDGE_NAME, type Bridge } from '../../contract/windows.ts';
import { createHttpBridge } from './http-bridge.ts';
import { openSession } from './page-session.ts';

export const findBridge = async (): Promise<Result<Bridge>> => {
  const given = (globalThis as unknown as Record<string, Bridge | undefined>)[BRIDGE_NAME];
  if (given !== undefined) return ok(given);
  const session = await openSession();
  return session.ok ? ok(createHttpBridge(session.value)) : session;
};
