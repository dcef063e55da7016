/**
 * The program on Electron itself: what the double cannot show (the sandbox, utility processes, add-ons within
 * Electron, the protocol, fuses), and the checks of pages that the double passes too.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { ensureBundled } from '../../build/bundle.mjs';
import { electronBinary } from '../../build/electron-binary.mjs';
import { unwrap } from '../../contract/result.ts';
import { missing, needs } from '../support/needs.ts';
import { startXvfb, type Xvfb } from '../support/x11.ts';
import { readFuses } from './fuses.ts';
import { expectOnlyBridge, expectPolicyInForce, expectStays } from './page-checks.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const BUILDER = join(PROJECT, 'node_modules/electron-builder/out/cli/cli.js');
const PACKAGING_TIMEOUT_MS = 300_000;
const START_TIMEOUT_MS = 60_000;
/** Chromium refuses its sandbox to root. */
const isRoot = process.getuid?.() === 0;
const canRun = missing('electron-binary') === null && missing('xvfb') === null;

interface Seen {
  chooseFromTray?: (label: string) => void;
}

/** Status of a process by the kernel's own words, such as `Seccomp`. */
const kernelSays = (pid: number, field: string): string | undefined =>
  new RegExp(`^${field}:\\s+(\\S+)`, 'm').exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1];

describe('on the binary of Electron', () => {
  const home = mkdtempSync(join(tmpdir(), 'samehand-binary-'));
  let x: Xvfb | null = null;
  let program: ElectronApplication;
  let page: Page;
  const needed = (ctx: TestContext): void => needs(ctx, 'electron-binary', 'xvfb');

  beforeAll(async () => {
    if (!canRun) return;
    if (!(await ensureBundled(PROJECT))) throw new Error('the sources cannot be bundled');
    x = await startXvfb();
    program = await _electron.launch({
      executablePath: electronBinary(PROJECT) ?? '',
      args: [...(isRoot ? ['--no-sandbox'] : []), PROJECT, '--platform', 'simulated'],
      env: { PATH: process.env.PATH ?? '', HOME: home, SAMEHAND_HOME: join(home, 'data'), DISPLAY: x.display },
      timeout: START_TIMEOUT_MS,
    });
    page = await program.firstWindow();
    await page.getByRole('heading', { level: 1 }).waitFor();
  }, START_TIMEOUT_MS);

  afterAll(async () => {
    if (canRun) {
      await program.evaluate(({ app }) => {
        app.exit(0);
      });
      await program.close();
      await x?.stop();
    }
    rmSync(home, { recursive: true, force: true });
  });

  it('shows its pages by its own scheme, with their policy in force', async (ctx) => {
    needed(ctx);
    expect(page.url()).toMatch(/^samehand:\/\/app\/index\.html\?window=main/);
    await expectOnlyBridge(page);
    await expectPolicyInForce(page);
    await expectStays(page);
  });

  it('runs its pages in the sandbox', async (ctx) => {
    needed(ctx);
    const pid = await program.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
    );
    expect(pid).toBeGreaterThan(0);
    if (process.platform === 'linux') expect(kernelSays(pid, 'Seccomp')).toBe(isRoot ? '0' : '2');
  });

  it('runs the agent with its add-ons, and the sensor as a utility process', async (ctx) => {
    needed(ctx);
    const status = () => page.evaluate(() => samehand.calls.status({}));
    const running = { state: 'running', pid: expect.any(Number) };
    await expect.poll(status).toMatchObject({ ok: true, value: { store: { state: 'ok' }, sensor: running } });
    const { sensor } = unwrap(await status());
    const processes = await program.evaluate(({ app }) => app.getAppMetrics().map(({ pid, type }) => ({ pid, type })));
    expect(processes).toContainEqual({ pid: sensor.pid, type: 'Utility' });
  });

  it('stays in the tray when its window is closed, and comes back from there', async (ctx) => {
    needed(ctx);
    await program.evaluate(({ Tray }) => {
      const { prototype } = Tray;
      const set = prototype.setContextMenu;
      prototype.setContextMenu = function (menu) {
        (globalThis as Seen).chooseFromTray = (label) => {
          void menu?.items.find((item) => item.label === label)?.click();
        };
        set.call(this, menu);
      };
    });
    // The tray speaks the language of the windows: it makes its menu anew.
    await page.evaluate(() => samehand.calls['window.prefer']({ language: 'de' }));
    await page.evaluate(() => samehand.calls['window.prefer']({ language: 'en' }));
    await page.close();
    expect(await program.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0);
    const next = program.waitForEvent('window');
    await program.evaluate(() => {
      (globalThis as Seen).chooseFromTray?.('Status');
    });
    page = await next;
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  it(
    'is packaged with the fuses that the configuration asks for',
    (ctx) => {
      needed(ctx);
      const output = join(home, 'out');
      const dist = `-c.electronDist=${dirname(electronBinary(PROJECT) ?? '')}`;
      const args = [BUILDER, '--linux', 'dir', `-c.directories.output=${output}`, dist];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: PROJECT, encoding: 'utf8' });
      expect(`${stdout}${stderr} ${String(status)}`).toMatch(/ 0$/);
      expect(readFuses(join(output, 'linux-unpacked', 'samehand'))).toEqual({
        runAsNode: false,
        enableCookieEncryption: true,
        enableNodeOptionsEnvironmentVariable: false,
        enableNodeCliInspectArguments: false,
        enableEmbeddedAsarIntegrityValidation: true,
        onlyLoadAppFromAsar: true,
        loadBrowserProcessSpecificV8Snapshot: false,
        grantFileProtocolExtraPrivileges: false,
      });
    },
    PACKAGING_TIMEOUT_MS,
  );
});
