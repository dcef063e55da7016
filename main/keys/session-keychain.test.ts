import { expect, it } from 'vitest';
import { sessionKeychain } from './session-keychain.ts';

it.each([
  ['no bus is named', {}],
  ['the named socket is not there', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/bus' }],
  ['the runtime folder has none', { XDG_RUNTIME_DIR: '/nowhere' }],
])('is unavailable without waiting when %s, display or not', async (_, env) => {
  const keychain = sessionKeychain({ ...env, DISPLAY: ':0' }, 'linux');
  expect(await keychain.read('x')).toEqual({ kind: 'unavailable', message: 'there is no session bus' });
  expect(await keychain.write('x', 'y')).toEqual({ kind: 'unavailable', message: 'there is no session bus' });
  expect(await keychain.remove('x')).toEqual({ kind: 'unavailable', message: 'there is no session bus' });
});
