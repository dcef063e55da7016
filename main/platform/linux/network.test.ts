import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needs } from '../../../tests/support/needs.ts';
import { defaultRoutes, dotted, readNetwork } from './network.ts';

const HEAD = 'Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n';
const route = (device: string, gateway: string, metric: number): string =>
  `${device}\t00000000\t${gateway}\t0003\t0\t0\t${String(metric)}\t00000000\t0\t0\t0\n`;
const ARP = 'IP address       HW type     Flags       HW address            Mask     Device\n';
const neighbour = (address: string, hardware: string, device: string): string =>
  `${address}        0x1         0x2         ${hardware}     *        ${device}\n`;
/** As the kernel prints it: ranges of the link, of the provider and of one's own; default routes; what is refused. */
const IPV6 = [
  ['fe800000000000000000000000000000', '40', '0'.repeat(32), '00000100', '00000001', 'eth0'],
  ['20010db8000000010000000000000000', '40', '0'.repeat(32), '00000100', '00000001', 'eth0'],
  ['fd000000000000000000000000000000', '40', '0'.repeat(32), '00000100', '00000001', 'eth0'],
  ['fd990000000000000000000000000000', '40', '0'.repeat(32), '00000100', '00000001', 'wlan0'],
  ['0'.repeat(32), '00', 'fe800000000000000000000000000002', '00000400', '00000003', 'wlan0'],
  ['0'.repeat(32), '00', 'fe800000000000000000000000000001', '00000080', '00000003', 'eth0'],
  ['0'.repeat(32), '00', 'fe800000000000000000000000000003', '00000001', '00000003', 'tun0'],
  ['0'.repeat(32), '00', '0'.repeat(32), 'ffffffff', '00200200', 'lo'],
]
  .map(
    ([to, length, gateway, metric, flags, device]) =>
      `${String(to)} ${String(length)} ${'0'.repeat(32)} 00 ${String(gateway)} ${String(metric)} 00000001 00000000 ${String(flags)}     ${String(device)}\n`,
  )
  .join('');

let root = '';
const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'samehand-network-'));
  put('sys/class/net/eth0/type', '1\n');
  put('sys/class/net/wlan0/type', '1\n');
  put('sys/class/net/wlan0/wireless/status', '');
  put('sys/class/net/tun0/type', '65534\n');
  put('sys/class/net/tap0/type', '1\n');
  put('sys/class/net/tap0/tun_flags', '0x1002\n');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('the network on Linux', () => {
  it('is the kind of interface and the hardware address of the preferred gateway', async () => {
    put('proc/net/route', HEAD + route('wlan0', '0100A8C0', 600) + route('eth0', '010200C0', 100));
    put('proc/net/arp', ARP + neighbour('192.0.2.1', '02:fc:00:00:00:05', 'eth0'));
    expect(await readNetwork(root)).toBe('wired 02:fc:00:00:00:05');
  });

  it('stays the same while a tunnel comes and goes', async () => {
    put('proc/net/arp', ARP + neighbour('192.168.0.1', '02:fc:00:00:00:06', 'wlan0'));
    put('proc/net/route', HEAD + route('wlan0', '0100A8C0', 600));
    const before = await readNetwork(root);
    expect(before).toBe('wireless 02:fc:00:00:00:06');
    put('proc/net/route', HEAD + route('tun0', '0101080A', 50) + route('wlan0', '0100A8C0', 600));
    expect(await readNetwork(root)).toBe(before);
  });

  it('is not known while the gateway does not answer, and without a route', async () => {
    put('proc/net/route', HEAD + route('eth0', '010200C0', 100) + route('tun0', '0101080A', 50));
    put('proc/net/ipv6_route', IPV6);
    put('proc/net/arp', ARP + neighbour('192.0.2.1', '00:00:00:00:00:00', 'eth0'));
    expect(await readNetwork(root)).toBeNull();
    put('proc/net/arp', ARP + neighbour('192.0.2.1', '02:fc:00:00:00:05', 'wlan0'));
    expect(await readNetwork(root)).toBeNull();
    rmSync(join(root, 'proc'), { recursive: true });
    expect(await readNetwork(root)).toBeNull();
  });

  it('is gateway and range of addresses where there is only IPv6, the own range before the provider’s', async () => {
    put('proc/net/route', HEAD);
    put('proc/net/ipv6_route', IPV6);
    expect(await readNetwork(root)).toBe('wired fe800000000000000000000000000001 fd000000000000000000000000000000');
  });

  it('is a tunnel’s gateway only where there is nothing else, whether it carries packets or frames', async () => {
    put('proc/net/arp', ARP + neighbour('10.8.1.1', '02:00:00:00:00:09', 'tap0'));
    put('proc/net/route', HEAD + route('tap0', '0101080A', 50));
    expect(await readNetwork(root)).toBe('tunnel 10.8.1.1');
    put('proc/net/ipv6_route', IPV6);
    expect(await readNetwork(root)).toMatch(/^wired fe80/);
  });

  it('leaves out routes to one place, and those that are down', () => {
    const local = 'eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n';
    const down = 'eth1\t00000000\t010200C0\t0002\t0\t0\t0\t00000000\t0\t0\t0\n';
    expect(defaultRoutes(HEAD + local + down)).toEqual([]);
    expect(dotted('010200C0')).toBe('192.0.2.1');
  });

  it('is read from the real tables of this machine', async (ctx) => {
    needs(ctx, 'linux');
    expect(await readNetwork()).toSatisfy(
      (found) => found === null || /^(wired|wireless|tunnel) \S+$/.test(String(found)),
    );
  });
});
