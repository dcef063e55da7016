/**
 * The story of a takeover, from the tray to the code window to the lock: real hands in a recording, sensor process,
 * engine thread, tray, a window on every display, an authenticator's own arithmetic. Pictures for the documentation are
 * taken on the way (npm run screenshots).
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { en } from '../../renderer/i18n/en/index.ts';
import { setUpAuthenticator } from '../support/authenticator.ts';
import { expectAccessible } from '../support/axe.ts';
import { needs } from '../support/needs.ts';
import { desktop } from './double/control.ts';
import { startTestDesktop, type StartedDesktop } from './start-desktop.ts';

const SHOTS = process.env.SAMEHAND_SHOTS ?? null;
const OWNER = 4;
const STRANGER = 5;
const LEFT = { id: 1, x: 0, y: 0, width: 1_280, height: 800 };
const RIGHT = { id: 2, x: 1_280, y: 0, width: 1_024, height: 768 };
/** Fast enough for a test, slow enough that a code can be given between doubt and lock. */
const HANDS = { person: STRANGER, sitting: { keystrokes: 4_000, pointerActions: 0 }, speed: 1 };
const POLICY = { enforceWhen: 'established', lockBelow: 0, stepUp: { promptSeconds: 15 } };
const LIMIT_MS = 150_000;

const windowsOf = (part: string) => desktop.windows().filter((window) => window.contents.getURL().includes(part));

const picture = async (page: Page, name: string): Promise<void> => {
  if (SHOTS === null) return;
  mkdirSync(SHOTS, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(SHOTS, `${name}-${colorScheme}.png`) });
  }
};

const pageOf = async (part: string): Promise<Page> => {
  const [window] = windowsOf(part);
  if (window === undefined) throw new Error(`there is no window of ${part}`);
  const page = await desktop.page(window);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
};

describe('a takeover', () => {
  let started: StartedDesktop | null = null;
  afterEach(async () => {
    await started?.close();
    started = null;
  });
  afterAll(() => desktop.close());

  it(
    'is doubted in the tray, asked about on every display, settled by a code; without one it locks',
    async (ctx) => {
      needs(ctx, 'chromium');
      desktop.setDisplays([LEFT, RIGHT]);
      started = await startTestDesktop({ learned: OWNER, hands: HANDS, policy: POLICY });
      const { live } = started;
      const authenticator = await setUpAuthenticator(live);
      const trayImage = (): string => desktop.tray().image;

      // Doubt: the tray says so, and each display asks.
      await desktop.until('the question on both displays', () => windowsOf('window=code').length === 2);
      expect(trayImage()).toContain('doubtful');
      const asked = unwrap(await live.handlers['code.state']({}));
      expect(asked.prompt).toMatchObject({ reason: 'doubt', methods: expect.arrayContaining(['authenticator']) });
      const code = await pageOf('window=code');
      await expectAccessible(code);
      await picture(code, 'code');

      // A wrong code: one sentence that names no factor. Then the right one, with the keyboard alone.
      const field = code.getByLabel(en.code.field.label);
      await field.fill('000000');
      await code.keyboard.press('Enter');
      await code.getByText(en.code.fault.refused).waitFor();
      await field.fill(authenticator.next());
      await code.keyboard.press('Enter');
      // The same hands go on: the next question may come while the windows of this one are still thanking.
      await desktop.until('the end of the question', () => live.agent.status().prompt?.id !== asked.prompt?.id);
      expect(live.agent.status().session.locks).toBe(0);

      await desktop.until('the next question', () => live.agent.status().session.prompts === 2);

      // Still a stranger's, and no code comes: locked, on every display.
      await desktop.until('the lock on both displays', () => windowsOf('window=locked').length === 2);
      expect(live.agent.status()).toMatchObject({ state: 'locked', session: { locks: 1 } });
      expect(trayImage()).toContain('locked');
      await desktop.waitForNoWindow('window=code');
      const locked = await pageOf('window=locked');
      await expectAccessible(locked);
      await picture(locked, 'locked');
    },
    LIMIT_MS,
  );
});
