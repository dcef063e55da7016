/** Where the two message buses are, by the rules of the D-Bus specification ("Server Addresses"). */

/** The specification's well-known address of the system bus. */
const SYSTEM_BUS = 'unix:path=/var/run/dbus/system_bus_socket';

export const systemBusAddress = (env: NodeJS.ProcessEnv): string => env.DBUS_SYSTEM_BUS_ADDRESS ?? SYSTEM_BUS;

/** Null when the environment names no session bus: a service started outside any session. */
export const sessionBusAddress = (env: NodeJS.ProcessEnv): string | null => {
  const explicit = env.DBUS_SESSION_BUS_ADDRESS;
  if (explicit !== undefined && explicit !== '') return explicit;
  const runtime = env.XDG_RUNTIME_DIR;
  return runtime === undefined || runtime === '' ? null : `unix:path=${runtime}/bus`;
};

/** dbus-next splits addresses at these and knows no escapes. No system puts its bus in such a place. */
const UNUSABLE = /[:;,=]/;

const unescaped = (value: string): string | null => {
  try {
    const plain = decodeURIComponent(value);
    return UNUSABLE.test(plain) ? null : plain;
  } catch {
    return null;
  }
};

const parameter = (parameters: string, name: string): string | null => {
  const pair = parameters.split(',').find((candidate) => candidate.startsWith(`${name}=`));
  return pair === undefined ? null : unescaped(pair.slice(name.length + 1));
};

const socketOf = (address: string): string | null => {
  if (!address.startsWith('unix:')) return null;
  const parameters = address.slice('unix:'.length);
  const path = parameter(parameters, 'path');
  if (path !== null) return path;
  const abstract = parameter(parameters, 'abstract');
  // Linux's abstract sockets have a name that begins with a zero byte.
  return abstract === null ? null : `\0${abstract}`;
};

/**
 * The file (or, after a zero byte, the abstract name) of the first local socket in a list of addresses separated by
 * semicolons; null when it names none. Only local sockets are used: a bus over TCP would let the network lock, or
 * keep from locking.
 */
export const socketOfAddress = (addresses: string): string | null =>
  addresses
    .split(';')
    .map(socketOf)
    .find((socket) => socket !== null) ?? null;
