import { describe, expect, it } from 'vitest';
import { readDarwinApplication, readDarwinNetwork } from './circumstances.ts';

const ROUTE = `   route to: default
destination: default
       mask: default
    gateway: 192.0.2.1
  interface: en0
      flags: <UP,GATEWAY,DONE,STATIC,PRCLONING,GLOBAL>
`;
const ARP = '? (192.0.2.1) at 0:1c:42:0:0:18 on en0 ifscope [ethernet]\n';

const answering = (answers: Readonly<Record<string, string>>) => (command: string, args: readonly string[]) =>
  Promise.resolve(answers[[command, ...args].join(' ')] ?? null);

describe('circumstances on macOS', () => {
  it('tell the network by its gateway', async () => {
    const run = answering({ '/sbin/route -n get default': ROUTE, '/usr/sbin/arp -n 192.0.2.1': ARP });
    expect(await readDarwinNetwork(run)).toBe('link 0:1c:42:0:0:18');
    const unknown = answering({
      '/sbin/route -n get default': ROUTE,
      '/usr/sbin/arp -n 192.0.2.1': '? (192.0.2.1) -- no entry',
    });
    expect(await readDarwinNetwork(unknown)).toBe('link 192.0.2.1');
    expect(await readDarwinNetwork(answering({}))).toBeNull();
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
