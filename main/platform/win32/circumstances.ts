/** Network and application in front on Windows: what PowerShell answers, and the documented calls of user32 and kernel32. */
import { z } from 'zod';
import { ok, type Result } from '../../../contract/result.ts';
import { bindNative } from '../native-library.ts';
import { type RunCommand, runCommand } from '../run-command.ts';

const POWERSHELL = ['-NoProfile', '-NonInteractive', '-Command'];

/** Default routes, the preferred first and IPv4 before IPv6. */
const NETWORK = `
$ErrorActionPreference = 'SilentlyContinue'
$routes = '0.0.0.0/0', '::/0' | ForEach-Object {
  Get-NetRoute -DestinationPrefix $_ | Sort-Object { $_.RouteMetric + $_.InterfaceMetric }
}
ConvertTo-Json -Compress -InputObject @($routes | ForEach-Object {
  $adapter = Get-NetAdapter -InterfaceIndex $_.InterfaceIndex
  $neighbor = Get-NetNeighbor -InterfaceIndex $_.InterfaceIndex -IPAddress $_.NextHop | Select-Object -First 1
  [pscustomobject]@{
    gateway = $_.NextHop
    hardware = $neighbor.LinkLayerAddress
    kind = $adapter.PhysicalMediaType
    physical = [bool]$adapter.HardwareInterface
  }
})`;

const routesSchema = z.array(
  z.object({
    gateway: z.string(),
    hardware: z.string().nullable(),
    kind: z.string().nullable(),
    /** Not of a tunnel or a virtual machine. */
    physical: z.boolean(),
  }),
);

/** Of a link that has no gateway. */
const NO_GATEWAY = new Set(['0.0.0.0', '::']);

/** Windows prints hardware addresses as `AA-BB-…`, and none as zeros. */
const isAddress = (hardware: string | null): hardware is string => hardware !== null && !/^[0-]*$/.test(hardware);

/**
 * The hardware address of the gateway behind a real adapter; null while that gateway does not answer. Only without a
 * real adapter what is behind a tunnel counts: one that comes and goes does not change the network below.
 */
export const parseNetwork = (output: string): string | null => {
  try {
    const routes = routesSchema.parse(JSON.parse(output)).filter(({ gateway }) => !NO_GATEWAY.has(gateway));
    const physical = routes.filter((route) => route.physical);
    if (physical.length === 0) return routes[0] === undefined ? null : `tunnel ${routes[0].gateway}`;
    const found = physical.find(({ hardware }) => isAddress(hardware));
    return found === undefined ? null : `${found.kind ?? 'link'} ${String(found.hardware).toLowerCase()}`;
  } catch {
    return null;
  }
};

export const readWin32Network = async (run: RunCommand = runCommand): Promise<string | null> =>
  parseNetwork((await run('powershell.exe', [...POWERSHELL, NETWORK])) ?? '');

/** The calls that tell the program of the window in front. Handles are opaque; zero is none. */
export interface WindowCalls {
  readonly foregroundWindow: () => unknown;
  /** Fills `[process id]`. */
  readonly processOf: (window: unknown, pid: Uint32Array) => number;
  readonly openProcess: (pid: number) => unknown;
  /** Fills the name in UTF-16 and its length in units, which comes in as the room there is; zero when it failed. */
  readonly imageName: (process: unknown, name: Uint16Array, length: Uint32Array) => number;
  readonly close: (process: unknown) => void;
}

const QUERY_LIMITED_INFORMATION = 0x1000;
const LONGEST_PATH = 32_768;

export const loadWindowCalls = async (): Promise<Result<WindowCalls>> => {
  const user32 = await bindNative('user32.dll', {
    getForegroundWindow: 'void * __stdcall GetForegroundWindow()',
    getWindowThreadProcessId: 'uint32_t __stdcall GetWindowThreadProcessId(void *window, _Inout_ uint32_t *pid)',
  });
  if (!user32.ok) return user32;
  const kernel32 = await bindNative('kernel32.dll', {
    openProcess: 'void * __stdcall OpenProcess(uint32_t access, int inherit, uint32_t pid)',
    queryFullProcessImageName:
      'int __stdcall QueryFullProcessImageNameW(void *process, uint32_t flags, _Inout_ uint16_t *name, _Inout_ uint32_t *length)',
    closeHandle: 'int __stdcall CloseHandle(void *handle)',
  });
  if (!kernel32.ok) return kernel32;
  const { getForegroundWindow, getWindowThreadProcessId } = user32.value;
  const { openProcess, queryFullProcessImageName, closeHandle } = kernel32.value;
  return ok({
    foregroundWindow: () => getForegroundWindow(),
    processOf: (window, pid) => Number(getWindowThreadProcessId(window, pid)),
    openProcess: (pid) => openProcess(QUERY_LIMITED_INFORMATION, 0, pid),
    imageName: (process, name, length) => Number(queryFullProcessImageName(process, 0, name, length)),
    close: (process) => {
      closeHandle(process);
    },
  });
};

/** Path of the program whose window is in front, or null. */
export const foregroundProgram = (calls: WindowCalls): string | null => {
  const window = calls.foregroundWindow();
  const pid = new Uint32Array(1);
  if (window === null || calls.processOf(window, pid) === 0) return null;
  const process = calls.openProcess(pid[0] ?? 0);
  if (process === null) return null;
  try {
    const name = new Uint16Array(LONGEST_PATH);
    const length = new Uint32Array([LONGEST_PATH]);
    if (calls.imageName(process, name, length) === 0) return null;
    return Buffer.from(name.buffer, 0, 2 * (length[0] ?? 0)).toString('utf16le');
  } finally {
    calls.close(process);
  }
};
