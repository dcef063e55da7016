/** The built command `samehand open` as a process beside a running agent, and what a real browser makes of it. */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../renderer/i18n/en/index.ts';
import { until } from '../support/dbus.ts';
import { missing } from '../support/needs.ts';
import { createWorkstation, type RunningAgent, type Workstation } from '../support/samehand.ts';
import { launchBrowser } from '../support/screens.ts';

let browser: Browser;
let programs: string;
let workstation: Workstation;

const addressIn = (text: string): string | null =>
  /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+&screen=[\w-]+/.exec(text)?.[0] ?? null;
const addressOf = (command: RunningAgent): Promise<string> => until('the address', () => addressIn(command.output()));
const show = async (address: string): Promise<Page> => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(address);
  return page;
};
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const textOf = (page: Page): Promise<string> => page.locator('body').innerText();

/** A program in the place of xdg-open that writes down what it is given, and does no more. */
const installOpener = (): void => {
  writeFileSync(join(programs, 'xdg-open'), `#!/bin/sh\nprintf '%s' "$*" > "${programs}/opened"\n`);
  chmodSync(join(programs, 'xdg-open'), 0o755);
};
const opened = (): Promise<string> =>
  until('the browser', () =>
    existsSync(join(programs, 'opened')) ? readFileSync(join(programs, 'opened'), 'utf8') : null,
  );

const run = (): Promise<RunningAgent> => workstation.run('--platform', 'simulated');

beforeAll(async () => {
  if (missing('chromium') === null) browser = await launchBrowser();
});
afterAll(async () => {
  if (missing('chromium') === null) await browser.close();
});
beforeEach((ctx) => {
  for (const need of ['chromium', 'linux'] as const) {
    const reason = missing(need);
    if (reason !== null) ctx.skip(`needs ${need}: ${reason}`);
  }
  programs = mkdtempSync(join(tmpdir(), 'samehand-programs-'));
  workstation = createWorkstation({
    PATH: `${programs}${delimiter}${process.env.PATH ?? ''}`,
    WAYLAND_DISPLAY: 'wayland-samehand-test',
  });
});
afterEach(async () => {
  await workstation.end();
  rmSync(programs, { recursive: true });
});

describe('samehand open', () => {
  it('shows the agent in the browser once, until Ctrl+C', async () => {
    await run();
    const command = workstation.begin('open', '--print', '--screen', 'diagnostics');
    const address = await addressOf(command);
    const page = await show(address);
    await heading(page).waitFor();
    expect(new URL(page.url()).hash).toBe('#/diagnostics');
    const { version } = await workstation.status();
    await expect.poll(() => textOf(page)).toContain(version);

    // The session is the tab's: it outlives a reload, and no other tab has it.
    await page.reload();
    await heading(page).waitFor();
    expect(await page.context().cookies()).toEqual([]);
    const second = await show(address);
    await expect.poll(() => textOf(second)).toContain('has been used');
    const third = await show(new URL(address).origin);
    await expect.poll(() => textOf(third)).toContain('samehand open');

    const { code, stderr } = await command.stop('SIGINT');
    expect([code, stderr]).toEqual([0, expect.stringContaining('Closed.')]);
  });

  it('hands the browser a file for its user alone, which is gone once the page is there', async () => {
    installOpener();
    await run();
    const command = workstation.begin('open');
    const link = await opened();
    const file = fileURLToPath(link);
    expect(link).not.toContain('token');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const address = addressIn(readFileSync(file, 'utf8').replaceAll('&amp;', '&')) ?? '';
    const page = await show(link);
    await heading(page).waitFor();
    await until('the file to go', () => !existsSync(file));
    const { stdout, stderr } = await command.stop('SIGTERM');
    expect(stdout).toBe('The windows open in your browser.\n');
    const { hash } = new URL(address);
    const token = new URLSearchParams(hash.slice(1)).get('token') ?? '';
    expect(token).toHaveLength(43);
    const written = readdirSync(workstation.home).filter((name) => statSync(join(workstation.home, name)).isFile());
    for (const name of written) expect(readFileSync(join(workstation.home, name)).includes(token), name).toBe(false);
    expect(stderr).not.toContain(token);
  });

  it('shows the windows as at first when the file of preferences is damaged', async () => {
    await run();
    const first = workstation.begin('open', '--print');
    const page = await show(await addressOf(first));
    await heading(page).waitFor();
    writeFileSync(join(workstation.home, 'windows.json'), '{ damaged');
    await first.stop('SIGINT');
    const second = workstation.begin('open', '--print');
    await heading(await show(await addressOf(second))).waitFor();
    await second.stop('SIGINT');
  });

  it('prints the address, with a sentence, where no browser can be started', async () => {
    writeFileSync(join(programs, 'xdg-open'), '#!/bin/sh\nexit 3\n');
    chmodSync(join(programs, 'xdg-open'), 0o755);
    await run();
    const command = workstation.begin('open');
    const page = await show(await addressOf(command));
    await heading(page).waitFor();
    expect(command.output()).toContain('No browser could be started.');
    await command.stop('SIGINT');
  });

  it('answers a program with one JSON object', async () => {
    await run();
    const command = workstation.begin('open', '--print', '--json');
    await addressOf(command);
    const { code, stdout } = await command.stop('SIGINT');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ isOpen: false, address: addressIn(stdout) });
  });

  it('ends with the agent, and the page says so', async () => {
    const agent = await run();
    const command = workstation.begin('open', '--print');
    const page = await show(await addressOf(command));
    await heading(page).waitFor();
    await agent.stop();
    await until('the command to end', () => command.process.exitCode !== null);
    const { code, stderr } = await command.stop();
    expect([code, stderr]).toEqual([69, expect.stringContaining('The agent has ended')]);
    await expect.poll(() => textOf(page), { timeout: 20_000 }).toContain(en.common.errors['agent-not-running']);
  });

  it('says what to do when there is no agent, and which pages there are', async () => {
    const none = await workstation.command('open');
    expect([none.code, none.stderr]).toEqual([69, expect.stringContaining('samehand run')]);
    const wrong = await workstation.command('open', '--screen', 'elsewhere');
    expect([wrong.code, wrong.stderr]).toEqual([64, expect.stringContaining('diagnostics')]);
    expect(readdirSync(workstation.home).filter((name) => name.startsWith('open-'))).toEqual([]);
  });
});

describe('samehand run --open', () => {
  it('runs the agent and shows it, in one process', async () => {
    installOpener();
    const agent = await workstation.run('--platform', 'simulated', '--open');
    const page = await show(await opened());
    await heading(page).waitFor();
    await expect.poll(() => textOf(page)).toContain('Samehand');
    const again = await workstation.command('run', '--platform', 'simulated', '--open');
    expect([again.code, again.stderr]).toEqual([75, expect.stringContaining('samehand open')]);
    // The page speaks with the agent of that process.
    expect((await workstation.status()).pid).toBe(agent.process.pid);
    const { code, stdout } = await agent.stop('SIGINT');
    expect([code, stdout]).toEqual([0, expect.stringContaining('Stopped; everything is stored.')]);
    expect(readdirSync(workstation.home).filter((name) => name.startsWith('open-'))).toEqual([]);
  });

  it('goes on without the windows where they cannot be shown', async () => {
    const agent = await workstation.run('--platform', 'simulated', '--open', '--json');
    await addressOf(agent);
    const { code, stdout, stderr } = await agent.stop('SIGINT');
    expect(code).toBe(0);
    expect(addressIn(stdout)).toBeNull();
    expect(addressIn(stderr)).not.toBeNull();
  });
});
