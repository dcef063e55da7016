import { describe, expect, it } from 'vitest';
import { readDarwinApplication, readDarwinNetwork } from './circumstances.ts';

/** `netstat -rn -f inet`, of a machine with a tunnel over its network. */
const HEAD = `Routing tables

Internet:
Destination        Gateway            Flags               Netif Expire
`;
const LAN = 'default            192.0.2.1          UGScIg                en0       \n';
const TUNNEL = 'default            link#22            UCSg                utun4       \n';
const PEER = 'default            10.8.1.1           UGScg               utun4       \n';
const REST = `127                127.0.0.1          UCS                   lo0
192.0.2            link#11            UCS                   en0      !
`;
const IPV6 = `Routing tables

Internet6:
Destination                             Gateway                                 Flags               Netif Expire
default                                 fe80::%utun0                            UGcIg               utun0
default                                 fe80::1%en0                             UGcg                  en0
::1                                     ::1                                     UHL                   lo0
`;
const ARP = '? (192.0.2.1) at 0:1c:42:0:0:18 on en0 ifscope [ethernet]\n';

const answering = (answers: Readonly<Record<string, string>>) => (command: string, args: readonly string[]) =>
  Promise.resolve(answers[[command, ...args].join(' ')] ?? null);

describe('circumstances on macOS', () => {
  const network = (inet: string, arp = ARP, inet6 = '') =>
    readDarwinNetwork(
      answering({
        '/usr/sbin/netstat -rn -f inet': inet,
        '/usr/sbin/netstat -rn -f inet6': inet6,
        '/usr/sbin/arp -n 192.0.2.1': arp,
      }),
    );

  it('tell the network by its gateway, whether a tunnel is up or not', async () => {
    expect(await network(HEAD + LAN + REST)).toBe('link 0:1c:42:0:0:18');
    expect(await network(HEAD + TUNNEL + LAN + REST)).toBe('link 0:1c:42:0:0:18');
    expect(await network(HEAD + PEER + LAN + REST, ARP, IPV6)).toBe('link 0:1c:42:0:0:18');
    const older = 'default            192.0.2.1          UGSc           78        0     en0\n';
    expect(await network(HEAD + older)).toBe('link 0:1c:42:0:0:18');
  });

  it('tell no network while its gateway does not answer, and where there is none', async () => {
    expect(await network(HEAD + LAN, '? (192.0.2.1) -- no entry\n', IPV6)).toBeNull();
    expect(await network(HEAD + LAN, '? (192.0.2.1) at (incomplete) on en0 ifscope [ethernet]\n')).toBeNull();
    expect(await network(HEAD + TUNNEL + REST)).toBeNull();
    expect(await readDarwinNetwork(answering({}))).toBeNull();
  });

  it('tell a network without IPv4 by its gateway there, and a tunnel only where there is nothing else', async () => {
    expect(await network(HEAD + PEER + REST, ARP, IPV6)).toBe('link fe80::1');
    expect(await network(HEAD + PEER + REST)).toBe('tunnel 10.8.1.1');
  });

  it('tell the application by its bundle', async () => {
    const front = { '/usr/bin/lsappinfo front': 'ASN:0x0-0x1a01a:\n' };
    const info = '/usr/bin/lsappinfo info -only bundleid ASN:0x0-0x1a01a:';
    const run = answering({ ...front, [info]: '"CFBundleIdentifier"="com.example.editor"\n' });
    expect(await readDarwinApplication(run)).toBe('com.example.editor');
    expect(await readDarwinApplication(answering(front))).toBeNull();
    expect(await readDarwinApplication(answering({}))).toBeNull();
  });
});
