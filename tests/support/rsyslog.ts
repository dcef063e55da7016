/** A real rsyslog with TLS as `resources/fleet` sets it up, in a folder of its own, that a test starts, ends by force and starts again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RsyslogOptions {
  /** An empty folder. */
  readonly folder: string;
  /** PEM. */
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
  /** Whether clients must show a certificate of the authority. */
  readonly asksForCertificate?: boolean;
}

export interface Rsyslog {
  readonly port: number;
  start(): Promise<void>;
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** What it has written, each message with its header. */
  lines(): readonly string[];
  /** The same without. */
  messages(): readonly string[];
}

/** Long for a start, because the machine may be busy. */
const START_MS = 20_000;

const freePort = async (): Promise<number> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const SHIPPED = join(import.meta.dirname, '../../resources/fleet/rsyslog.conf');

const replaced = (text: string, what: string, by: string): string => {
  if (!text.includes(what)) throw new Error(`the shipped configuration has no ${what} any more`);
  return text.replaceAll(what, by);
};

/** What is shipped for servers, in a folder of the test's and on a port of its own. */
const configuration = (folder: string, port: number, asksForCertificate: boolean): string => {
  const own = [
    ['/etc/rsyslog.d/tls/authority.pem', join(folder, 'ca.pem')],
    ['/etc/rsyslog.d/tls/server.pem', join(folder, 'cert.pem')],
    ['/etc/rsyslog.d/tls/server.key', join(folder, 'key.pem')],
    ['/var/log/samehand/', `${join(folder, 'written')}/`],
    ['port="6514"', `address="127.0.0.1" port="${String(port)}"`],
    ...(asksForCertificate ? [] : [['"x509/certvalid"', '"anon"'] as const]),
  ] as const;
  return own.reduce((text, [what, by]) => replaced(text, what, by), readFileSync(SHIPPED, 'utf8'));
};

/** Every file below a folder, in one text: there is one a machine and day. */
const textBelow = (folder: string): string =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
        .join('')
    : '';

/** Of RFC 5424, with one structured element. */
const HEADER = /^<\d+>1 \S+ \S+ \S+ \S+ \S+ \[[^\]]*\] /;

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });

export const createRsyslog = async (options: RsyslogOptions): Promise<Rsyslog> => {
  const { folder, ca, certificate, key, asksForCertificate = false } = options;
  const port = await freePort();
  writeFileSync(join(folder, 'ca.pem'), ca);
  writeFileSync(join(folder, 'cert.pem'), certificate);
  writeFileSync(join(folder, 'key.pem'), key, { mode: 0o600 });
  const config = join(folder, 'rsyslog.conf');
  writeFileSync(config, configuration(folder, port, asksForCertificate));
  let running: ChildProcess | null = null;

  const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

  const lines = (): readonly string[] => textBelow(join(folder, 'written')).split('\n').slice(0, -1);

  return {
    port,
    start: async () => {
      const log = openSync(join(folder, 'log'), 'a');
      // Without a file of its number: one that was ended by force would leave it behind, and keep the next from starting.
      const child = spawn('rsyslogd', ['-n', '-f', config, '-i', 'NONE'], {
        stdio: ['ignore', log, log],
        env: { PATH: process.env.PATH ?? '' },
      });
      closeSync(log);
      running = child;
      const until = performance.now() + START_MS;
      while (!(await isListening(port))) {
        if (hasEnded(child) || performance.now() > until) {
          throw new Error(`rsyslog did not start:\n${readFileSync(join(folder, 'log'), 'utf8')}`);
        }
        await sleep(20);
      }
    },
    stop: async (signal) => {
      const child = running;
      running = null;
      if (child === null || hasEnded(child)) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
    lines,
    messages: () => lines().map((line) => line.replace(HEADER, '')),
  };
};
