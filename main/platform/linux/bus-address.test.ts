import { describe, expect, it } from 'vitest';
import { sessionBusAddress, socketOfAddress, systemBusAddress } from './bus-address.ts';

describe('where the buses are', () => {
  it('is what the environment says, else the well-known places', () => {
    expect(sessionBusAddress({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/a', XDG_RUNTIME_DIR: '/run/user/7' })).toBe(
      'unix:path=/a',
    );
    expect(sessionBusAddress({ DBUS_SESSION_BUS_ADDRESS: '', XDG_RUNTIME_DIR: '/run/user/7' })).toBe(
      'unix:path=/run/user/7/bus',
    );
    expect(sessionBusAddress({})).toBeNull();
    expect(systemBusAddress({ DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/b' })).toBe('unix:path=/b');
    expect(systemBusAddress({})).toBe('unix:path=/var/run/dbus/system_bus_socket');
  });
});

describe('socketOfAddress', () => {
  it.each([
    ['unix:path=/run/user/1000/bus', '/run/user/1000/bus'],
    ['unix:path=/tmp/dbus-x,guid=0123', '/tmp/dbus-x'],
    ['unix:guid=0123,path=/tmp/dbus-x', '/tmp/dbus-x'],
    ['unix:abstract=/tmp/dbus-x,guid=0123', '\0/tmp/dbus-x'],
    ['unix:path=/tmp/with%20space', '/tmp/with space'],
    ['tcp:host=localhost,port=1;unix:path=/second', '/second'],
    ['unix:tmpdir=/tmp', null],
    ['tcp:host=localhost,port=1', null],
    ['unix:path=/tmp/a%3ab', null],
    ['unix:path=/tmp/%zz', null],
    ['autolaunch:', null],
    ['', null],
  ])('reads %j as %j', (address, socket) => {
    expect(socketOfAddress(address)).toBe(socket);
  });
});
