/** The program of the tray. Nothing here may be waited for at the top: Electron is ready only once this file is run. */
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { CodedError, EXIT_CODES } from '../../../contract/result.ts';
import { prepareHome, samehandHome } from '../../shared/home.ts';
import { isFirstInstance } from './app-events.ts';
import { desktopArguments, type DesktopArguments } from './desktop-arguments.ts';
import { startDesktop } from './desktop.ts';
import { followFaults } from './program-faults.ts';
import { DESKTOP_TEXTS, languageFor } from './texts.ts';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const giveUp = (cause: unknown): void => {
  const code = cause instanceof CodedError ? cause.code : 'internal';
  const message = cause instanceof Error ? cause.message : String(cause);
  // Where no desktop shows it, the terminal does.
  process.stderr.write(`samehand: ${message}\n`);
  dialog.showErrorBox(DESKTOP_TEXTS[languageFor(null, app.getLocale())].startFailed, message);
  app.exit(EXIT_CODES[code]);
};

const start = async ({ mode, platform, source, isHidden }: DesktopArguments, home: string): Promise<void> => {
  const faults = followFaults({ process, relaunch: () => app.relaunch(), exit: (code) => app.exit(code) });
  const desktop = await startDesktop({
    home,
    env: process.env,
    mode,
    platform,
    source,
    firstWindow: isHidden ? 'if-asked' : 'status',
  });
  faults.adopt(desktop);
  for (const signal of STOP_SIGNALS) {
    process.on(signal, () => {
      void desktop.interrupt(signal).finally(() => {
        app.exit(0);
      });
    });
  }
};

const home = samehandHome(process.env);
const given = desktopArguments(process.argv.slice(1));
const prepared = prepareHome(home);
if (!given.ok) giveUp(new CodedError(given.code, given.message));
else if (!prepared.ok) giveUp(new CodedError(prepared.code, prepared.message));
else if (isFirstInstance(join(home, 'windows'))) void start(given.value, home).catch(giveUp);
else app.exit(0);
