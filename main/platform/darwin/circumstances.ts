/** Network and application in front on macOS, from what its own programs print. */
import { type RunCommand, runCommand } from '../run-command.ts';

interface Route {
  readonly gateway: string;
  readonly device: string;
}

const TUNNEL = /^(utun|ipsec|ppp|tun|tap)/;

/**
 * Default routes in what `netstat -rn` prints, the preferred first: columns are destination, gateway, flags, two more
 * before macOS 10.15, and the interface. The gateway of a link that has none is `link#12`.
 */
const parseRoutes = (output: string): readonly Route[] =>
  output.split('\n').flatMap((line) => {
    const [destination, gateway = '', ...rest] = line.trim().split(/\s+/);
    const device = rest.slice(1).find((column) => /^[a-z]+\d+$/.test(column));
    return destination !== 'default' || device === undefined || gateway.startsWith('link#')
      ? []
      : [{ gateway: gateway.replace(/%.*/, ''), device }];
  });
/** `arp -n` prints `? (192.0.2.1) at aa:bb:… on en0 …`. */
export const parseArp = (output: string): string | null =>
  / at ([0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}) /i.exec(output)?.[1]?.toLowerCase() ?? null;
/** `lsappinfo info -only bundleid ASN:…` has `"CFBundleIdentifier"="com.example.app"`. */
export const parseBundleId = (output: string): string | null =>
  /"CFBundleIdentifier"="([^"]+)"/.exec(output)?.[1] ?? null;

/**
 * The gateway's hardware address; null while the gateway does not answer. Only without IPv4 its IPv6 address counts, and
 * only without either what is behind a tunnel: one that comes and goes does not change the network below.
 */
export const readDarwinNetwork = async (run: RunCommand = runCommand): Promise<string | null> => {
  const routes = async (family: string) => parseRoutes((await run('/usr/sbin/netstat', ['-rn', '-f', family])) ?? '');
  const isPhysical = ({ device }: Route): boolean => !TUNNEL.test(device);
  const ipv4 = await routes('inet');
  const physical = ipv4.find(isPhysical);
  if (physical !== undefined) {
    const hardware = parseArp((await run('/usr/sbin/arp', ['-n', physical.gateway])) ?? '');
    return hardware === null ? null : `link ${hardware}`;
  }
  const ipv6 = (await routes('inet6')).find(isPhysical);
  if (ipv6 !== undefined) return `link ${ipv6.gateway}`;
  return ipv4[0] === undefined ? null : `tunnel ${ipv4[0].gateway}`;
};

export const readDarwinApplication = async (run: RunCommand = runCommand): Promise<string | null> => {
  const front = (await run('/usr/bin/lsappinfo', ['front']))?.trim() ?? '';
  if (!front.startsWith('ASN:')) return null;
  return parseBundleId((await run('/usr/bin/lsappinfo', ['info', '-only', 'bundleid', front])) ?? '');
};
