import { describe, expect, it } from 'vitest';
import { enrolmentTable, eventTable, notableEntries } from './report-tables.ts';
import { sampleRun } from './sample-run.fixture.ts';

describe('notableEntries', () => {
  it('are the ends of the sessions and whatever was decided', () => {
    const notable = notableEntries(sampleRun().timeline);
    expect(notable.map(({ session, actions, action }) => [session, actions, action])).toEqual([
      [0, 10, 'none'],
      [0, 900, 'none'],
      [1, 10, 'none'],
      [1, 100, 'prompt'],
      [1, 160, 'lock'],
      [1, 900, 'none'],
    ]);
  });

  it('show what is held back once, when it changes', () => {
    const { timeline } = sampleRun();
    const held = timeline.map((entry, i) => ({
      ...entry,
      action: 'none' as const,
      withheld: i >= 100 ? ('lock' as const) : null,
    }));
    expect(notableEntries(held).map((entry) => timeline.findIndex(({ t }) => t === entry.t))).toEqual([
      0, 89, 90, 100, 179,
    ]);
  });
});

describe('tables', () => {
  it('say how often a wrong lock is to be expected', () => {
    const run = sampleRun();
    const withRate = (falseLocksPerDay: number | null): string =>
      enrolmentTable({
        ...run,
        enrolment: { ...run.enrolment, keyboard: { ...run.enrolment.keyboard, falseLocksPerDay } },
      }).text;
    expect(withRate(0.07)).toContain('<td>one in 14 working days</td>');
    expect(withRate(2.5)).toContain('<td>2.5 a working day</td>');
    expect(withRate(null)).toContain('<td>not known yet</td>');
    expect(withRate(0)).toContain('<td>none expected</td>');
  });

  it('name what was done and what would have been', () => {
    const run = sampleRun();
    expect(eventTable(run).text).toContain('<td class="lock">locked</td>');
    const timeline = run.timeline.map((entry) => ({
      ...entry,
      action: 'none' as const,
      withheld: entry.action,
      llr: null,
    }));
    const text = eventTable({ ...run, timeline }).text;
    expect(text).toContain('<td class="lock">would have been locked</td>');
    expect(text).toContain('<td class="number">too little evidence</td>');
  });
});
