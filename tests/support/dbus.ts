/** A private message bus, and real services on it played by python-dbusmock: no test touches the machine's own buses. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BusCall } from '../../main/platform/linux/bus-call.ts';
import { type Bus, createBus } from '../../main/platform/linux/reconnecting-bus.ts';

const READY_LIMIT_MS = 15_000;
const POLL_MS = 20;
/** Debian's Python, because a Python put before it in `PATH` does not see Debian's modules. */
const DEBIAN_PYTHON = '/usr/bin/python3';
const MOCK = 'org.freedesktop.DBus.Mock';

/** Waits until `condition` answers with something other than null, undefined or false, and returns that. */
export const until = async <T>(
  what: string,
  condition: () => T | Promise<T>,
  limitMs: number = READY_LIMIT_MS,
): Promise<NonNullable<T>> => {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const answer = await condition();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (performance.now() > deadline) throw new Error(`waited ${String(limitMs)} ms in vain for ${what}`);
    await sleep(POLL_MS);
  }
};

export interface PrivateBus {
  readonly address: string;
  /** Variables that make it both the session and the system bus of a program. */
  readonly env: { readonly DBUS_SESSION_BUS_ADDRESS: string; readonly DBUS_SYSTEM_BUS_ADDRESS: string };
  /** A client for calls on the mocks. */
  readonly client: Bus;
  /** Kills the daemon as a crash would, leaving its address free for `restart`. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Ends the mocks and the daemon, and removes its files. */
  stop(): Promise<void>;
  /** @internal For {@link startDbusMock}. */
  readonly children: Set<ChildProcess>;
}

const exited = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
};

const busConfiguration = (listen: string, maxConnections: number | undefined): string => `<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>${listen}</listen>
${maxConnections === undefined ? '' : `  <limit name="max_completed_connections">${String(maxConnections)}</limit>\n`}  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

const startDaemon = async (configuration: string): Promise<{ child: ChildProcess; address: string }> => {
  const child = spawn('dbus-daemon', ['--nofork', '--print-address=1', `--config-file=${configuration}`], {
    // Told to raise its file limit, which containers forbid, it complains and goes on: that is shown only if it ends.
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const lines = createInterface({ input: child.stdout });
  const address = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`dbus-daemon ended with ${String(code)}: ${complaints}`));
    });
  });
  lines.close();
  return { child, address };
};

export interface PrivateBusOptions {
  /** A socket without a file. */
  readonly abstract?: boolean;
  readonly maxConnections?: number;
}

/** Starts dbus-daemon without any activatable service. */
export const startPrivateBus = async (options: PrivateBusOptions = {}): Promise<PrivateBus> => {
  const folder = await mkdtemp(join(tmpdir(), 'samehand-dbus-'));
  const configuration = join(folder, 'bus.conf');
  const listen = options.abstract === true ? `unix:abstract=${folder}/bus` : `unix:path=${folder}/bus`;
  await writeFile(configuration, busConfiguration(listen, options.maxConnections));
  let daemon = await startDaemon(configuration);
  // A restarted daemon has another guid at the same place.
  const address = daemon.address.replace(/,guid=.*$/, '');
  const client = createBus(address);
  const children = new Set<ChildProcess>();
  return {
    address,
    env: { DBUS_SESSION_BUS_ADDRESS: address, DBUS_SYSTEM_BUS_ADDRESS: address },
    client,
    children,
    kill: () => exited(daemon.child, 'SIGKILL'),
    restart: async () => {
      await rm(join(folder, 'bus'), { force: true });
      daemon = await startDaemon(configuration);
    },
    stop: async () => {
      client.close();
      for (const child of children) await exited(child, 'SIGKILL');
      await exited(daemon.child, 'SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export interface MockCall {
  readonly member: string;
  readonly args: readonly unknown[];
}

export interface DbusMock {
  readonly name: string;
  /** Calls any method on an object of the mock and returns the values of its answer. */
  call(path: string, member: string, signature?: string, body?: readonly unknown[], face?: string): Promise<unknown[]>;
  /** Gives an object a method whose answer is computed by a line of Python (`ret = …`). */
  addMethod(path: string, face: string, member: string, inputs: string, outputs: string, code: string): Promise<void>;
  /** Sets properties and emits `PropertiesChanged`. */
  setProperties(path: string, face: string, properties: Readonly<Record<string, BusValue>>): Promise<void>;
  emit(path: string, face: string, member: string, signature: string, body: readonly unknown[]): Promise<void>;
  /** Calls that the object got, oldest first. Properties that were read do not count. */
  calls(path: string): Promise<readonly MockCall[]>;
  /** Stops answering without leaving the bus, as a hung service does. */
  freeze(): void;
  stop(): Promise<void>;
}

/** A property's value with its D-Bus signature. */
export type BusValue = readonly [signature: string, value: unknown];

/** A template of python-dbusmock, or a bare object to which methods are added. */
export type MockKind =
  | { readonly template: string; readonly name: string; readonly parameters?: Readonly<Record<string, unknown>> }
  | { readonly name: string; readonly path: string; readonly face: string };

const called = async (client: Bus, request: BusCall): Promise<unknown[]> => {
  const reply = await client.call(request);
  if (!reply.ok) throw new Error(`${request.member} on ${request.destination}: ${reply.message}`);
  return [...reply.body];
};

const hasOwner = async (client: Bus, name: string): Promise<boolean> => {
  const bus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' };
  const [owned] = await called(client, { ...bus, member: 'NameHasOwner', signature: 's', body: [name] });
  return owned === true;
};

/** Starts a mock service and waits until it has its name on the bus. */
export const startDbusMock = async (bus: PrivateBus, kind: MockKind): Promise<DbusMock> => {
  const { client } = bus;
  const { name } = kind;
  const args =
    'template' in kind
      ? ['--template', kind.template, '--parameters', JSON.stringify(kind.parameters ?? {})]
      : [kind.name, kind.path, kind.face];
  const child = spawn(DEBIAN_PYTHON, ['-m', 'dbusmock', '--session', ...args], {
    env: { ...process.env, ...bus.env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  bus.children.add(child);
  await until(`${name} on the bus`, () => hasOwner(client, name));
  const call: DbusMock['call'] = (path, member, signature = '', body = [], face = MOCK) =>
    called(client, { destination: name, path, interface: face, member, signature, body });
  return {
    name,
    call,
    addMethod: async (path, face, member, inputs, outputs, code) => {
      await call(path, 'AddMethod', 'sssss', [face, member, inputs, outputs, code]);
    },
    setProperties: async (path, face, properties) => {
      const values = Object.entries(properties).map(([key, [variantOf, value]]) => [key, { variantOf, value }]);
      await call(path, 'UpdateProperties', 'sa{sv}', [face, Object.fromEntries(values)]);
    },
    emit: async (path, face, member, signature, body) => {
      const values = body.map((value, index) => ({ variantOf: signature[index] ?? 's', value }));
      await call(path, 'EmitSignal', 'sssav', [face, member, signature, values]);
    },
    calls: async (path) => {
      const [log] = await call(path, 'GetCalls');
      return (log as [bigint, string, unknown[]][]).map(([, member, values]) => ({ member, args: values }));
    },
    freeze: () => {
      child.kill('SIGSTOP');
    },
    stop: async () => {
      // SIGKILL, because a frozen process hears nothing else.
      await exited(child, 'SIGKILL');
      bus.children.delete(child);
      await until(`${name} to leave the bus`, async () => !(await hasOwner(client, name)));
    },
  };
};
