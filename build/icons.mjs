/** Draws the icons of resources/icons with Chromium. Run by hand when a drawing changes: `node build/icons.mjs`. */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { TRAY_STATES, trayIcon } from './tray-icons.mjs';

/** Sides in pixels that docks and installers ask for. */
const SIZES = [16, 32, 48, 64, 128, 256, 512];
/** Side of the icon in the tray: macOS' menu bar takes smaller ones than the others. */
const TRAY_SIZE = 24;
const TEMPLATE_SIZE = 18;

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'resources', 'icons');
const tray = join(folder, 'tray');
const svg = readFileSync(join(folder, 'samehand.svg'), 'utf8');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});

/** @param {string} drawing @param {number} size @param {string} path */
const draw = async (drawing, size, path) => {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>html,body{margin:0}svg{display:block;width:${size}px}</style>${drawing}`);
  await page.screenshot({ path, omitBackground: true });
  await page.close();
};

try {
  for (const size of SIZES) await draw(svg, size, join(folder, `${size}x${size}.png`));
  mkdirSync(tray, { recursive: true });
  for (const state of TRAY_STATES) {
    for (const [ending, scale] of /** @type {const} */ ([
      ['', 1],
      ['@2x', 2],
    ])) {
      await draw(trayIcon(state, false), TRAY_SIZE * scale, join(tray, `${state}${ending}.png`));
      await draw(trayIcon(state, true), TEMPLATE_SIZE * scale, join(tray, `${state}Template${ending}.png`));
    }
  }
} finally {
  await browser.close();
}
