/**
 * The whole desktop for a test: the real Electron host, agent, sensor process and engine thread, on the double of
 * `electron` with real pages; the workstation itself is simulated.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { Preferences } from '../../contract/windows.ts';
import { startDesktop, type Desktop, type DesktopOptions } from '../../main/hosts/electron/desktop.ts';
import type { LiveAgent } from '../../main/live/start-live.ts';
import type { SessionOptions } from '../../ml/simulation/session.ts';
import { installWorkstation, learnPerson } from '../support/learned-workstation.ts';
import { recordSitting } from '../support/simulated-recording.ts';
import { desktop as screenAndTray } from './double/control.ts';

/** `SAMEHAND_PAGES`: pages that somebody works on. */
const PAGES = process.env.SAMEHAND_PAGES ?? resolve(import.meta.dirname, '../../dist/renderer');

export interface StartOptions {
  /** Person whose sittings the engine has learned before; null: nothing is learned. Default: nothing. */
  readonly learned?: number | null;
  /** Who types now; null: nobody. */
  readonly hands?: { readonly person: number; readonly sitting: SessionOptions; readonly speed: number } | null;
  /** The local policy from the start. */
  readonly policy?: object;
  /** How somebody has set the windows before. */
  readonly preferences?: Partial<Preferences>;
  readonly env?: NodeJS.ProcessEnv;
  readonly firstWindow?: DesktopOptions['firstWindow'];
  /** Changes the data folder before the agent starts. */
  readonly prepare?: (home: string, master: Uint8Array) => void;
}

export interface StartedDesktop {
  readonly home: string;
  readonly live: LiveAgent;
  readonly desktop: Desktop;
  /** Opens a page of the main window by the tray's menu, by its label there. */
  readonly open: (label: string) => Promise<Page>;
  /** Ends it all, and throws what went wrong in pages that nobody has looked at. */
  readonly close: () => Promise<void>;
}

/** Enough for a baseline in both modalities. */
const LEARNED_SITTING: SessionOptions = { keystrokes: 4_000, pointerActions: 400 };

const prepareHome = (home: string, options: StartOptions): void => {
  const { learned = null, policy, preferences, prepare } = options;
  const master = new Uint8Array(randomBytes(32));
  installWorkstation(home, master);
  if (policy !== undefined) writeFileSync(join(home, 'policy.json'), JSON.stringify(policy));
  if (preferences !== undefined) writeFileSync(join(home, 'windows.json'), JSON.stringify({ preferences }));
  if (learned !== null) {
    const { username } = userInfo();
    learnPerson({ home, master, username, person: learned, days: [1, 2], sitting: LEARNED_SITTING }).close();
  }
  prepare?.(home, master);
};

const sourceOf = (home: string, hands: StartOptions['hands'] = null): DesktopOptions['source'] => {
  if (hands === null) return { kind: 'hook' };
  return { kind: 'replay', path: recordSitting(home, hands.person, 9, hands.sitting), speed: hands.speed };
};

export const startTestDesktop = async (options: StartOptions = {}): Promise<StartedDesktop> => {
  const { hands = null, env = {}, firstWindow = 'none' } = options;
  const home = mkdtempSync(join(tmpdir(), 'samehand-desktop-'));
  const end = async (): Promise<void> => {
    await screenAndTray.reset();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    prepareHome(home, options);
    const started = await startDesktop({
      home,
      env: { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', ...env },
      mode: null,
      platform: 'simulated',
      source: sourceOf(home, hands),
      pages: PAGES,
      firstWindow,
    });
    return {
      home,
      live: started.live,
      desktop: started,
      open: async (label) => {
        screenAndTray.clickMenu(label);
        const { page } = await screenAndTray.waitForWindow('window=main');
        return page;
      },
      close: async () => {
        await started.stop('test');
        const faults = screenAndTray.faults();
        await end();
        if (faults.length > 0) throw new Error(`a page had faults: ${String(faults[0])}`, { cause: faults[0] });
      },
    };
  } catch (cause) {
    await end();
    throw cause;
  }
};
