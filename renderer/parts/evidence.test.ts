import { describe, expect, it } from 'vitest';
import type { EvidencePart } from '../../contract/verdict.ts';
import { TENDENCIES, TIMINGS } from '../../contract/verdict.ts';
import { describeEvidence } from '../../main/report/describe-evidence.ts';
import { en } from '../i18n/en/index.ts';
import { evidenceLines, sumEvidence } from './evidence.ts';

const part = (over: Partial<EvidencePart>): EvidencePart => ({
  timing: 'dwell',
  llr: 1,
  points: 3,
  tendency: 'usual',
  ...over,
});

describe('evidence in words', () => {
  it('says of every class and tendency what the command line says of it', () => {
    for (const timing of TIMINGS) {
      for (const tendency of TENDENCIES) {
        for (const points of [-3, 3]) {
          const parts = [part({ timing, tendency, points, llr: points })];
          const [line] = evidenceLines(parts);
          if (line === undefined) throw new Error('no line');
          const sign = points > 0 ? '+3' : '−3';
          expect([`${en.status.evidence[line.timing][line.tendency]} (${sign})`]).toEqual(describeEvidence(parts));
          expect(line.speaks).toBe(points > 0 ? 'for' : 'against');
        }
      }
    }
  });

  it('goes by the evidence itself where trust did not move, and leaves out what says nothing', () => {
    const lines = evidenceLines([
      part({ timing: 'dwell', points: 0, llr: 2 }),
      part({ timing: 'flight', points: -0.4, llr: -0.05 }),
      part({ timing: 'speed', points: 0.2, llr: -1, tendency: 'longer' }),
    ]);
    expect(lines).toEqual([
      { timing: 'dwell', tendency: 'usual', speaks: 'for', points: 0 },
      { timing: 'speed', tendency: 'longer', speaks: 'against', points: 0 },
    ]);
  });

  it('puts the strongest first', () => {
    const lines = evidenceLines([part({ points: 2 }), part({ timing: 'flight', points: -7, llr: -4 })]);
    expect(lines.map(({ timing }) => timing)).toEqual(['flight', 'dwell']);
  });
});

describe('evidence of several windows', () => {
  it('sums a class, with the tendency of its strongest window', () => {
    const summed = sumEvidence([
      [part({ points: -1, llr: -1, tendency: 'shorter' }), part({ timing: 'flight', points: 1 })],
      [part({ points: -6, llr: -5, tendency: 'longer' })],
      [part({ points: 2, llr: 1 })],
    ]);
    expect(summed).toEqual([
      { timing: 'dwell', llr: -5, points: -5, tendency: 'longer' },
      { timing: 'flight', llr: 1, points: 1, tendency: 'usual' },
    ]);
    expect(sumEvidence([])).toEqual([]);
  });
});
