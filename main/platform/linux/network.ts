/** Which network this is, from the kernel's own tables: the gateway of the default route, and what it is reached by. */
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Route {
  readonly device: string;
  /** As the kernel prints it: IPv4 in hex, its bytes in the machine's order. */
  readonly gateway: string;
  readonly metric: number;
}

const UP_AND_GATEWAY = 0x3;
const NOWHERE = '00000000';
/** `ARPHRD_ETHER`: what cables and radio have, and tunnels have not. */
const ETHERNET = '1';

const rows = (text: string): string[][] =>
  text
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns.length > 5);

/** Default routes with a gateway in /proc/net/route, the preferred first. */
export const defaultRoutes = (table: string): readonly Route[] =>
  rows(table)
    .filter(
      ([, destination, , flags = '', , , , mask]) =>
        destination === NOWHERE && mask === NOWHERE && (Number.parseInt(flags, 16) & UP_AND_GATEWAY) === UP_AND_GATEWAY,
    )
    .map(([device = '', , gateway = '', , , , metric = '0']) => ({ device, gateway, metric: Number(metric) }))
    .sort((a, b) => a.metric - b.metric);

/** `010200C0` is 192.0.2.1. */
export const dotted = (hex: string): string =>
  (hex.match(/../g) ?? [])
    .toReversed()
    .map((byte) => String(Number.parseInt(byte, 16)))
    .join('.');

/** The hardware address of a neighbour in /proc/net/arp, or null. */
export const hardwareAddress = (table: string, address: string, device: string): string | null => {
  const found = rows(table).find((columns) => columns[0] === address && columns[5] === device)?.[3];
  return found === undefined || /^[0:]+$/.test(found) ? null : found;
};

const text = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return '';
  }
};
const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const kindOf = async (root: string, device: string): Promise<'wireless' | 'wired' | 'tunnel'> => {
  const folder = join(root, 'sys/class/net', device);
  if ((await text(join(folder, 'type'))).trim() !== ETHERNET) return 'tunnel';
  return (await exists(join(folder, 'wireless'))) ? 'wireless' : 'wired';
};

/**
 * A tunnel that comes and goes does not change the network below it: what has a hardware address behind it comes first.
 *
 * @param root of the file system, for tests.
 */
export const readNetwork = async (root = '/'): Promise<string | null> => {
  const arp = await text(join(root, 'proc/net/arp'));
  const routes = defaultRoutes(await text(join(root, 'proc/net/route')));
  const found = await Promise.all(
    routes.map(async ({ device, gateway }) => {
      const address = dotted(gateway);
      return { kind: await kindOf(root, device), address, hardware: hardwareAddress(arp, address, device) };
    }),
  );
  const physical = found.filter(({ kind }) => kind !== 'tunnel');
  const best = physical.find(({ hardware }) => hardware !== null) ?? physical[0] ?? found[0];
  return best === undefined ? null : `${best.kind} ${best.hardware ?? best.address}`;
};
