/** The Electron host on the double, with the simulated workstation in the test's hands and its log to be read. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startDesktop, type Desktop, type DesktopOptions } from '../../../main/hosts/electron/desktop.ts';
import type { SimulatedPlatform } from '../../../main/platform/simulated.ts';
import { setUpAuthenticator, type Authenticator } from '../../support/authenticator.ts';
import { installWorkstation } from '../../support/learned-workstation.ts';
import { holdWorkstation } from '../../support/simulated-workstation.ts';
import { desktop } from '../double/control.ts';

export interface HostOptions {
  readonly policy?: object;
  /** Text of `windows.json`. */
  readonly windows?: string;
  readonly firstWindow?: DesktopOptions['firstWindow'];
  readonly isPackaged?: boolean;
}

export interface Host {
  readonly home: string;
  readonly running: Desktop;
  readonly workstation: () => SimulatedPlatform;
  readonly authenticator: () => Promise<Authenticator>;
  /** The page of the main window, opened at a line of the tray's menu. */
  readonly open: (label?: string) => Promise<Page>;
  /** What the program has written down of faults so far. */
  readonly log: () => string;
  readonly close: () => Promise<void>;
}

export const startHost = async ({
  policy,
  windows,
  firstWindow = 'none',
  isPackaged = false,
}: HostOptions = {}): Promise<Host> => {
  const home = mkdtempSync(join(tmpdir(), 'samehand-host-'));
  const held = holdWorkstation();
  installWorkstation(home, new Uint8Array(randomBytes(32)));
  if (policy !== undefined) writeFileSync(join(home, 'policy.json'), JSON.stringify(policy));
  if (windows !== undefined) writeFileSync(join(home, 'windows.json'), windows);
  desktop.setPackaged(isPackaged);
  const running = await startDesktop({
    home,
    env: { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8' },
    mode: null,
    platform: 'simulated',
    source: { kind: 'hook' },
    firstWindow,
    extendPlatform: held.extendPlatform,
  });
  const logFile = join(home, 'agent.log');
  return {
    home,
    running,
    workstation: held.workstation,
    authenticator: () => setUpAuthenticator(running.live),
    open: async (label = 'Status') => {
      desktop.clickMenu(label);
      const { page } = await desktop.waitForWindow('window=main');
      page.setDefaultTimeout(10_000);
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
    log: () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''),
    close: async () => {
      await running.stop('test');
      await desktop.reset();
      rmSync(home, { recursive: true, force: true });
    },
  };
};
