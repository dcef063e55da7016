import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { sampleRun } from './sample-run.fixture.ts';
import { trustPlot, wantsColor } from './trust-plot.ts';

const plain = { columns: 60, color: false };

describe('trustPlot', () => {
  it('shows trust, both levels, the sessions, the code asked for and the lock', () => {
    expect(trustPlot(sampleRun(), plain).split('\n')).toEqual([
      '     100┼───╮╭───────────────────╮┊',
      '      90┤   ╰╯                   ╰╮',
      '      80┤                         ╰╮',
      '      70┤                         ┊╰╮',
      ' 60 code┤┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┊┄│┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄',
      '      50┤                         ┊ ╰╮',
      '      40┤                         ┊  │',
      ' 30 lock┤┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┊┄┄╰──────────────────────',
      '      20┤                         ┊',
      '      10┤                         ┊',
      '       0┤                         ┊',
      '                                     ? !',
      '         └Anna at work            └Somebody else takes over',
      '         1800 actions  ? code asked for  ! locked',
    ]);
  });

  it('is never wider than the terminal', () => {
    for (const columns of [50, 60, 80, 133]) {
      const widths = trustPlot(sampleRun(), { columns, color: false })
        .split('\n')
        .map((line) => Array.from(line).length);
      expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
    }
  });

  it('is the same with colour but for the colour', () => {
    const colored = trustPlot(sampleRun(), { columns: 60, color: true });
    expect(colored).toContain('\u001b[31m!');
    expect(stripVTControlCharacters(colored)).toBe(trustPlot(sampleRun(), plain));
  });

  it('cuts long names to their session', () => {
    const run = sampleRun();
    const sessions = run.sessions.map((session) => ({
      ...session,
      name: `recordings/${'very-'.repeat(20)}long.csv.gz`,
    }));
    const lines = trustPlot({ ...run, sessions }, plain).split('\n');
    expect(lines.at(-2)).toBe('         └recordings/very-very-v… └recordings/very-very-ve…');
  });

  it('says so when there is nothing to show', () => {
    expect(trustPlot(sampleRun({ timeline: [] }), plain)).toBe('Nothing was scored: there is no trust to plot.');
  });
});

describe('wantsColor', () => {
  it('needs a terminal that can, and no NO_COLOR', () => {
    expect(wantsColor({ TERM: 'xterm' }, true)).toBe(true);
    expect(wantsColor({ TERM: 'xterm' }, false)).toBe(false);
    expect(wantsColor({ TERM: 'xterm', NO_COLOR: '1' }, true)).toBe(false);
    expect(wantsColor({ TERM: 'xterm', NO_COLOR: '' }, true)).toBe(true);
    expect(wantsColor({ TERM: 'dumb' }, true)).toBe(false);
  });
});
