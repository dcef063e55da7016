import { describe, expect, it } from 'vitest';
import { err, ok } from '../../contract/result.ts';
import { preflight, type X11Probe } from './preflight.ts';

const noProbe: X11Probe = () => Promise.reject(new Error('must not be asked'));

const messageFor = async (env: NodeJS.ProcessEnv, platform: NodeJS.Platform = 'linux'): Promise<string> => {
  const outcome = await preflight(env, platform, noProbe);
  return outcome.ok ? '' : `${outcome.code}: ${outcome.message}`;
};

describe('preflight', () => {
  it.each([
    { XDG_SESSION_TYPE: 'wayland', DISPLAY: ':0' },
    { WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' },
  ])('turns away from Wayland: %j', async (env) => {
    expect(await messageFor(env)).toMatch(/^sensor-unavailable: This is a Wayland session.* Log in to an X11/u);
  });

  it.each([{}, { DISPLAY: '' }])('asks for a display: %j', async (env) => {
    expect(await messageFor(env)).toMatch(/DISPLAY is not set/u);
  });

  it('refuses a DISPLAY that is none', async () => {
    expect(await messageFor({ DISPLAY: 'nonsense' })).toMatch(/DISPLAY is “nonsense”/u);
  });

  it('asks the server that DISPLAY names, and believes it', async () => {
    const asked: unknown[] = [];
    const probe =
      (answer: Awaited<ReturnType<X11Probe>>): X11Probe =>
      (display) => {
        asked.push(display);
        return Promise.resolve(answer);
      };
    expect(await preflight({ DISPLAY: ':3.0' }, 'linux', probe(ok(null)))).toEqual(ok('ready'));
    const refused = err('sensor-unavailable', 'no');
    expect(await preflight({ DISPLAY: 'far:1' }, 'linux', probe(refused))).toEqual(refused);
    expect(asked).toEqual([
      { host: null, number: 3 },
      { host: 'far', number: 1 },
    ]);
  });

  it('needs no display elsewhere, and does not know of macOS', async () => {
    expect(await preflight({}, 'win32', noProbe)).toEqual(ok('ready'));
    expect(await preflight({}, 'darwin', noProbe)).toEqual(ok('unknown'));
    expect(await messageFor({}, 'aix')).toMatch(/no input hook for aix/u);
  });
});
