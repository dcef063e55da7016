import { describe, expect, it } from 'vitest';
import { TENDENCIES, TIMINGS, type EvidencePart } from '../../contract/verdict.ts';
import { describeEvidence } from './describe-evidence.ts';

const part = (changes: Partial<EvidencePart>): EvidencePart => ({
  timing: 'dwell',
  llr: -2,
  points: -6,
  tendency: 'longer',
  ...changes,
});

describe('describeEvidence', () => {
  it('names the classes of timing that moved trust, the strongest first, with the points', () => {
    const flight = part({ timing: 'flight', points: -12.4, tendency: 'unlike' });
    expect(describeEvidence([part({}), flight])).toEqual([
      'how one key passes into the next was unlike you (−12)',
      'keys were held longer than you hold them (−6)',
    ]);
  });

  it('leaves out what moved next to nothing', () => {
    expect(describeEvidence([part({ points: 0.4 }), part({ points: 0 })])).toEqual([]);
  });

  it('never reproaches what raised trust, nor praises what lowered it', () => {
    expect(describeEvidence([part({ points: 3 })])).toEqual(['how long you hold keys was like you (+3)']);
    expect(describeEvidence([part({ points: -3, tendency: 'usual' })])).toEqual([
      'which keys are held long and which short was unlike you (−3)',
    ]);
  });

  it('has words of its own for every class of timing and tendency', () => {
    const phrases = TIMINGS.flatMap((timing) =>
      TENDENCIES.filter((tendency) => tendency !== 'usual').flatMap((tendency) =>
        describeEvidence([part({ timing, tendency })]),
      ),
    );
    expect(new Set(phrases).size).toBe(TIMINGS.length * (TENDENCIES.length - 1));
  });
});
