/** The audit window on a million records: how soon its first rows are drawn, and whether scrolling leaves rows undrawn. */
import type { Page } from 'playwright-core';
import { en } from '../../renderer/i18n/en/index.ts';
import { openScreens } from '../support/screens.ts';
import type { Benchmark } from './benchmark.ts';
import { quantile } from './quantile.ts';

const RECORDS = 1_000_000;
const JUMPS = 60;
const WHEELS = 300;
/** A row that is not there after so long was dropped. */
const DROPPED_MS = 5_000;

/** Rows in sight that have their record: the first cell has its number either way, the third its sentence. */
const undrawnRows = (page: Page): Promise<number> =>
  page
    .getByRole('grid')
    .evaluate(
      (grid, pending) =>
        [...grid.querySelectorAll('[role=row]')].filter(
          (row) => row.querySelectorAll('[role=gridcell]')[2]?.textContent.trim() === pending,
        ).length,
      en.audit.list.pending,
    );

const untilDrawn = async (page: Page): Promise<number> => {
  const from = performance.now();
  while ((await undrawnRows(page)) > 0) {
    if (performance.now() - from > DROPPED_MS) return Infinity;
    await page.waitForTimeout(4);
  }
  return performance.now() - from;
};

export const bench: Benchmark = {
  name: 'audit-window',
  run: async () => {
    const screens = await openScreens({ learned: null, auditRecords: RECORDS });
    try {
      const page = await screens.page();
      await page.goto(screens.pageUrl('audit'));
      const open = page.getByRole('button', { name: en.audit.open.button });
      await open.waitFor();
      const from = performance.now();
      await open.click();
      await page.getByRole('gridcell').first().waitFor();
      const opened = performance.now() - from + (await untilDrawn(page));

      const grid = page.getByRole('grid');
      const jumps: number[] = [];
      for (let jump = 0; jump < JUMPS; jump += 1) {
        await grid.evaluate(
          (element, share) => {
            element.scrollTop = share * (element.scrollHeight - element.clientHeight);
          },
          (jump * 0.618) % 1,
        );
        await page.waitForTimeout(20);
        jumps.push(await untilDrawn(page));
      }
      await grid.hover();
      for (let wheel = 0; wheel < WHEELS; wheel += 1) await page.mouse.wheel(0, 400);
      const afterWheel = await untilDrawn(page);
      return [
        {
          name: `audit window on ${String(RECORDS)} records, first rows`,
          value: opened,
          unit: 'ms',
          goal: { atMost: 1_000 },
        },
        { name: '… rows after a jump, p50', value: quantile(jumps, 0.5), unit: 'ms' },
        { name: `… longest of ${String(JUMPS)}`, value: Math.max(...jumps), unit: 'ms', goal: { atMost: 1_000 } },
        {
          name: `… after ${String(WHEELS)} turns of the wheel without a stop`,
          value: afterWheel,
          unit: 'ms',
          goal: { atMost: 1_000 },
        },
      ];
    } finally {
      await screens.close();
    }
  },
};
