/** Draws resources/icons/<size>x<size>.png from the SVG with Chromium. Run by hand when the drawing changes. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** Sides in pixels that trays, docks and installers ask for. */
const SIZES = [16, 32, 48, 64, 128, 256, 512];

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'resources', 'icons');
const svg = readFileSync(join(folder, 'samehand.svg'), 'utf8');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  for (const size of SIZES) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>html,body{margin:0}svg{display:block;width:${size}px}</style>${svg}`);
    await page.screenshot({ path: join(folder, `${size}x${size}.png`), omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
