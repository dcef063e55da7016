/**
 * Whether the input hook can work here, asked before it is loaded: with no display or a refusing one the native
 * library ends its process, and under Wayland it sees nothing and says nothing.
 */
import { err, ok, type Result } from '../../contract/result.ts';
import { parseDisplay, type X11Display } from './x11-display.ts';
import { probeX11 } from './x11-probe.ts';

/** `ready`; `unknown` where only trying will tell (macOS does not say whether Accessibility was granted). */
export type Readiness = 'ready' | 'unknown';

/** Asks an X server whether it would serve the hook. */
export type X11Probe = (display: X11Display, env: NodeJS.ProcessEnv) => Promise<Result<null, 'sensor-unavailable'>>;

const linux = async (env: NodeJS.ProcessEnv, probe: X11Probe): Promise<Result<Readiness, 'sensor-unavailable'>> => {
  const sessionType = env.XDG_SESSION_TYPE;
  if (sessionType === 'wayland' || (env.WAYLAND_DISPLAY ?? '') !== '')
    return err(
      'sensor-unavailable',
      'This is a Wayland session, and Wayland lets no program see another’s input. Log in to an X11 (“Xorg”) session.',
    );
  const display = env.DISPLAY ?? '';
  if (display === '')
    return err(
      'sensor-unavailable',
      'There is no display: DISPLAY is not set. Start the agent in a desktop session, or set DISPLAY.',
    );
  const parsed = parseDisplay(display);
  if (!parsed.ok) return parsed;
  const probed = await probe(parsed.value, env);
  return probed.ok ? ok('ready') : probed;
};

/** A refusal is a sentence with what to do. */
export const preflight = (
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  probe: X11Probe = probeX11,
): Promise<Result<Readiness, 'sensor-unavailable'>> => {
  if (platform === 'linux') return linux(env, probe);
  if (platform === 'win32') return Promise.resolve(ok('ready'));
  if (platform === 'darwin') return Promise.resolve(ok('unknown'));
  return Promise.resolve(err('sensor-unavailable', `There is no input hook for ${platform}.`));
};
