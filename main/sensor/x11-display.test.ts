import { describe, expect, it } from 'vitest';
import { endpointsOf, parseDisplay } from './x11-display.ts';

describe('DISPLAY', () => {
  it.each([
    [':0', null, 0],
    [':12.1', null, 12],
    ['unix:3', null, 3],
    ['unix/:3', null, 3],
    ['host:1.0', 'host', 1],
    ['tcp/10.0.0.1:2', '10.0.0.1', 2],
    ['[::1]:0', '::1', 0],
  ])('reads %s', (display, host, number) => {
    expect(parseDisplay(display)).toEqual({ ok: true, value: { host, number } });
  });

  it.each(['0', ':', 'host', ':a', ':0.x', ':999999', ':60000', 'a b/:0', '/dev/x:0:1'])('refuses %s', (display) => {
    expect(parseDisplay(display)).toMatchObject({ ok: false, code: 'sensor-unavailable' });
  });

  it('leads to sockets here, to a port elsewhere', () => {
    expect(endpointsOf({ host: null, number: 4 })).toEqual([
      { path: '\0/tmp/.X11-unix/X4' },
      { path: '/tmp/.X11-unix/X4' },
    ]);
    expect(endpointsOf({ host: 'far', number: 4 })).toEqual([{ host: 'far', port: 6004 }]);
  });
});
