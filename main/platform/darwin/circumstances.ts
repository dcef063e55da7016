/** Network and application in front on macOS, from what its own programs print. */
import { type RunCommand, runCommand } from '../run-command.ts';

/** `route -n get default` has `gateway: …` and `interface: …`; `arp -n` has `? (192.0.2.1) at aa:bb:… on en0 …`. */
export const parseRoute = (output: string): { readonly gateway: string; readonly device: string } | null => {
  const gateway = /^\s*gateway:\s*(\S+)/m.exec(output)?.[1];
  const device = /^\s*interface:\s*(\S+)/m.exec(output)?.[1];
  return gateway === undefined || device === undefined ? null : { gateway, device };
};
export const parseArp = (output: string): string | null =>
  / at ([0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}) /i.exec(output)?.[1]?.toLowerCase() ?? null;
/** `lsappinfo info -only bundleid ASN:…` has `"CFBundleIdentifier"="com.example.app"`. */
export const parseBundleId = (output: string): string | null =>
  /"CFBundleIdentifier"="([^"]+)"/.exec(output)?.[1] ?? null;

export const readDarwinNetwork = async (run: RunCommand = runCommand): Promise<string | null> => {
  const route = parseRoute((await run('/sbin/route', ['-n', 'get', 'default'])) ?? '');
  if (route === null) return null;
  const kind = route.device.startsWith('utun') ? 'tunnel' : 'link';
  const hardware = parseArp((await run('/usr/sbin/arp', ['-n', route.gateway])) ?? '');
  return `${kind} ${hardware ?? route.gateway}`;
};

export const readDarwinApplication = async (run: RunCommand = runCommand): Promise<string | null> => {
  const front = (await run('/usr/bin/lsappinfo', ['front']))?.trim() ?? '';
  if (!front.startsWith('ASN:')) return null;
  return parseBundleId((await run('/usr/bin/lsappinfo', ['info', '-only', 'bundleid', front])) ?? '');
};
