import { describe, expect, it } from 'vitest';
import { desktopArguments } from './desktop-arguments.ts';

const PLAIN = { mode: null, platform: null, source: { kind: 'hook' }, isHidden: false };

describe('the arguments of the tray', () => {
  it.each([
    [[], {}],
    [['/project'], {}],
    [['--hidden'], { isHidden: true }],
    [['.', '--mode', 'shadow', '--platform=simulated'], { mode: 'shadow', platform: 'simulated' }],
    [['--input', 'a.rec'], { source: { kind: 'replay', path: 'a.rec', speed: 1 } }],
    [['--input', 'a.rec', '--speed', 'max'], { source: { kind: 'replay', path: 'a.rec', speed: null } }],
    // Chromium's own, and what a desktop adds.
    [['--no-sandbox', '--ozone-platform=wayland', '--inspect=0', 'samehand://app/'], {}],
  ])('%j', (argv, expected) => {
    expect(desktopArguments(argv)).toEqual({ ok: true, value: { ...PLAIN, ...expected } });
  });

  it.each([[['--mode', 'off']], [['--mode']], [['--platform', 'beos']], [['--speed', '0']], [['--speed', 'fast']]])(
    '%j is refused with what it takes',
    (argv) => {
      expect(desktopArguments(argv)).toMatchObject({
        ok: false,
        code: 'usage',
        message: expect.stringContaining('takes') as string,
      });
    },
  );
});
