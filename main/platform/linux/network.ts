/** Which network this is, from the kernel's own tables: the gateway of the default route, and what it is reached by. */
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Route {
  readonly device: string;
  /** As the kernel prints it: IPv4 in hex, its bytes in the machine's order. */
  readonly gateway: string;
  readonly metric: number;
}

const UP = 0x1;
const UP_AND_GATEWAY = 0x3;
const NOWHERE = '00000000';
const NOWHERE_IPV6 = '0'.repeat(32);
const PREFIX_64 = '40';
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

interface Ipv6Table {
  /** Default routes with a gateway, the preferred first. */
  readonly routes: readonly Route[];
  /** The address range that a device is in, in hex; an empty text where it has none. */
  readonly rangeOf: (device: string) => string;
}

/** /proc/net/ipv6_route, which has no heading; metric and flags are in hex. */
export const ipv6Table = (table: string): Ipv6Table => {
  const all = rows(`\n${table}`).map(
    ([to = '', length = '', , , gateway = '', metric = '', , , flags = '', device = '']) => ({
      to,
      length,
      device,
      gateway,
      metric: Number.parseInt(metric, 16),
      flags: Number.parseInt(flags, 16),
    }),
  );
  return {
    routes: all
      .filter(
        ({ to, length, flags }) =>
          to === NOWHERE_IPV6 && length === '00' && (flags & UP_AND_GATEWAY) === UP_AND_GATEWAY,
      )
      .map(({ device, gateway, metric }) => ({ device, gateway, metric }))
      .sort((a, b) => a.metric - b.metric),
    rangeOf: (device) =>
      all
        .filter((each) => each.device === device && each.length === PREFIX_64 && (each.flags & UP_AND_GATEWAY) === UP)
        .map(({ to }) => to)
        .filter((to) => !to.startsWith('fe80'))
        // Ranges of one's own (fd…) come last in this order, and stay when the provider's change.
        .sort()
        .at(-1) ?? '',
  };
};

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
  const isTunnel = (await text(join(folder, 'type'))).trim() !== ETHERNET || (await exists(join(folder, 'tun_flags')));
  if (isTunnel) return 'tunnel';
  return (await exists(join(folder, 'wireless'))) ? 'wireless' : 'wired';
};

/**
 * The gateway's hardware address, which tells more than its address, as many gateways are 192.168.0.1; null while the
 * gateway does not answer, so that a network does not become another by that. Only without IPv4 its IPv6 address
 * counts, and only without either what is behind a tunnel: one that comes and goes does not change the network below.
 *
 * @param root of the file system, for tests.
 */
export const readNetwork = async (root = '/'): Promise<string | null> => {
  const withKind = (routes: readonly Route[]) =>
    Promise.all(routes.map(async (route) => ({ ...route, kind: await kindOf(root, route.device) })));
  const ipv4 = await withKind(defaultRoutes(await text(join(root, 'proc/net/route'))));
  const physical = ipv4.filter(({ kind }) => kind !== 'tunnel');
  if (physical.length > 0) {
    const arp = await text(join(root, 'proc/net/arp'));
    const found = physical
      .map(({ kind, gateway, device }) => ({ kind, hardware: hardwareAddress(arp, dotted(gateway), device) }))
      .find(({ hardware }) => hardware !== null);
    return found === undefined ? null : `${found.kind} ${String(found.hardware)}`;
  }
  const { routes, rangeOf } = ipv6Table(await text(join(root, 'proc/net/ipv6_route')));
  const ipv6 = (await withKind(routes)).find(({ kind }) => kind !== 'tunnel');
  if (ipv6 !== undefined) return `${ipv6.kind} ${ipv6.gateway} ${rangeOf(ipv6.device)}`.trimEnd();
  const [tunnel] = ipv4;
  return tunnel === undefined ? null : `tunnel ${dotted(tunnel.gateway)}`;
};
