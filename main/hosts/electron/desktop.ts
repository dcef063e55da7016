/** The tray host: the agent, with windows, tray and what Electron knows of the session around it. */
import { Notification, app, powerMonitor } from 'electron';
import { startLive, type LiveAgent, type LiveOptions } from '../../live/start-live.ts';
import type { Notice, Platform } from '../../platform/platform.ts';
import type { SimulatedPlatform } from '../../platform/simulated.ts';
import { systemSchedule } from '../../shared/schedule.ts';
import { createLifecycle } from './lifecycle.ts';
import { registerScheme } from './page-protocol.ts';
import type { Place } from './page-url.ts';
import { withPowerMonitor } from './power-platform.ts';
import { autostartOfLinux, launchCommand, loginItem } from './start-at-login.ts';
import { surroundAgent, type Surroundings } from './surround-agent.ts';
import { utilitySensor } from './utility-sensor.ts';

type AgentOptions = Pick<LiveOptions, 'home' | 'env' | 'mode' | 'platform' | 'source' | 'extendPlatform'>;

export interface DesktopOptions extends AgentOptions {
  /** What opens by itself: the status, the question for a consent that is owed, or nothing. Default: nothing. */
  readonly firstWindow?: 'status' | 'if-asked' | 'none';
  /** Folder of the pages. Default: the bundled ones. */
  readonly pages?: string;
  /** Default: the bundled one. */
  readonly preload?: string;
}

export interface Desktop {
  readonly live: LiveAgent;
  readonly stop: (reason: string) => Promise<void>;
  /** An end that nobody asked the agent for: it does what its policy says of that first. */
  readonly interrupt: (by: string) => Promise<void>;
}

/** Of Windows: the shortcut that notifications come from. */
const APP_ID = 'app.samehand.agent';

const isSimulated = (platform: Platform): platform is SimulatedPlatform => platform.name === 'simulated';

/** Before Electron is ready, or it is too late. */
const prepare = (): void => {
  app.enableSandbox();
  app.setAppUserModelId(APP_ID);
  registerScheme();
};

const startAtLogin = (env: NodeJS.ProcessEnv) => {
  const { isPackaged } = app;
  const command = launchCommand({ env, execPath: process.execPath, isPackaged, appPath: app.getAppPath() });
  return process.platform === 'linux' ? autostartOfLinux(command, env) : loginItem(app, command);
};

const powerPorts = {
  powerMonitor,
  schedule: systemSchedule,
  canNotify: () => Notification.isSupported(),
  createNotification: ({ title, body, urgency }: Notice) => new Notification({ title, body, urgency }),
};

/** What opens by itself: whoever owes an answer about consent is asked first. */
const firstPlace = async ({ handlers }: LiveAgent, wanted: DesktopOptions['firstWindow']): Promise<Place | null> => {
  if (wanted === undefined || wanted === 'none') return null;
  const consent = await handlers['consent.show']({});
  if (consent.ok && !consent.value.isCurrent) return { screen: 'enrolment' };
  return wanted === 'status' ? { screen: 'status' } : null;
};

/**
 * Starts the agent and puts it into the tray. To be called before Electron is ready.
 *
 * @throws CodedError as `startLive` does.
 */
export const startDesktop = async (options: DesktopOptions): Promise<Desktop> => {
  const { home, env, mode, platform, source, pages, preload, firstWindow } = options;
  prepare();
  await app.whenReady();
  const found: { simulated?: SimulatedPlatform } = {};
  const live = await startLive({
    home,
    env,
    mode,
    platform,
    source,
    launchSensor: utilitySensor(env, systemSchedule),
    startAtLogin: startAtLogin(env),
    extendPlatform: (plain) => {
      const extended = options.extendPlatform?.(plain) ?? plain;
      if (isSimulated(extended)) found.simulated = extended;
      return withPowerMonitor(extended, powerPorts);
    },
  });
  const around: { is?: Surroundings } = {};
  const lifecycle = createLifecycle(live, () => {
    around.is?.close();
  });
  const leave = (ending: Promise<void>): void => {
    void ending.catch(live.onFault).finally(() => {
      app.exit(0);
    });
  };

  try {
    around.is = surroundAgent({
      home,
      live,
      pages,
      preload,
      unlock: found.simulated?.unlock ?? null,
      onEnding: (by) => {
        leave(lifecycle.interrupt(by));
      },
      hasEnded: lifecycle.hasEnded,
    });
    const place = await firstPlace(live, firstWindow);
    if (place !== null) around.is.open(place);
  } catch (cause) {
    await lifecycle.stop('the windows could not be started');
    throw cause;
  }
  void live.quit.then(() => {
    leave(lifecycle.stop('quit'));
  });
  return { live, stop: lifecycle.stop, interrupt: lifecycle.interrupt };
};
