import { describe, expect, it } from 'vitest';
import { TENDENCIES, TIMINGS } from '../../contract/verdict.ts';
import type { Candidate, Comparison, Identification, Verification } from '../../contract/verification.ts';
import { describeIdentification, describeTimings, describeVerification } from './describe-verification.ts';

const typing = (changes: Partial<Comparison> = {}): Comparison => ({
  modality: 'keyboard',
  ratio: 4,
  actions: 512,
  learnedFrom: 2000,
  evidence: [
    { timing: 'dwell', llr: 1, tendency: 'usual' },
    { timing: 'flight', llr: 3, tendency: 'usual' },
  ],
  notCompared: null,
  ...changes,
});

const verification = (changes: Partial<Verification> = {}): Verification => ({
  answer: 'same',
  profile: 'the user ada',
  ratio: 4,
  threshold: 1,
  established: true,
  comparisons: [typing()],
  ...changes,
});

const candidate = (name: string, ratio: number): Candidate => ({
  name,
  fault: null,
  ratio,
  established: true,
  comparisons: [typing({ ratio })],
});

const identification = (changes: Partial<Identification> = {}): Identification => ({
  answer: 'found',
  name: 'you',
  threshold: 1.7,
  margin: 1,
  candidates: [candidate('you', 4), candidate('user 3f9a', -6)],
  ...changes,
});

describe('describeTimings', () => {
  it('puts the strongest first, and describes no difference in what fits', () => {
    const evidence: Comparison['evidence'] = [
      { timing: 'dwell', llr: -2, tendency: 'longer' },
      { timing: 'flight', llr: 3, tendency: 'shorter' },
      { timing: 'downDown', llr: -1, tendency: 'usual' },
    ];
    expect(describeTimings(typing({ evidence }))).toEqual([
      'how one key passes into the next fits (+3.0)',
      'keys are held longer (−2.0)',
      'the rhythm from key to key is another (−1.0)',
    ]);
  });

  it('has words of its own for every class of timing and tendency', () => {
    const phrases = TIMINGS.flatMap((timing) =>
      TENDENCIES.filter((tendency) => tendency !== 'usual').flatMap((tendency) =>
        describeTimings(typing({ evidence: [{ timing, llr: -1, tendency }] })),
      ),
    );
    expect(new Set(phrases).size).toBe(TIMINGS.length * (TENDENCIES.length - 1));
  });
});

describe('describeVerification', () => {
  it('says the answer, what it takes, and what it rests on', () => {
    expect(describeVerification(verification())).toEqual([
      'The same hands as the user ada (+4.0 nats; +1.0 and more is the same, −1.0 and less different).',
      'Typing, +4.0 nats from 512 keystrokes (profile: 2000): how one key passes into the next fits (+3.0); how long keys are held fits (+1.0).',
      'How often such answers are wrong was measured on recorded people: see docs/detection.md.',
    ]);
  });

  it('says why nothing could be compared', () => {
    const nothing = typing({ ratio: null, actions: 20, evidence: [], notCompared: 'too-little-recorded' });
    const lines = describeVerification(verification({ answer: 'not-enough', ratio: null, comparisons: [nothing] }));
    expect(lines[0]).toContain('Not enough to tell');
    expect(lines[1]).toBe(
      'Typing was not compared: the recording holds too little of it (20 keystrokes recorded, 2000 learned).',
    );
  });

  it('says that ratios were added, and that a profile is unfinished', () => {
    const both = verification({ established: false, comparisons: [typing(), typing({ modality: 'pointer' })] });
    const lines = describeVerification(both).join('\n');
    expect(lines).toContain('added as of independent witnesses');
    expect(lines).toContain('still being learned');
  });
});

describe('describeIdentification', () => {
  it('ranks who it could be', () => {
    expect(describeIdentification(identification())).toEqual([
      'It is you.',
      '  you           +4.0 nats  typing +4.0 from 512 keystrokes',
      '  user 3f9a     −6.0 nats  typing −6.0 from 512 keystrokes',
      'To be found takes +1.7 nats, and 1.0 more than the second has.',
      'How often such answers are wrong was measured on recorded people: see docs/detection.md.',
    ]);
  });

  it('does not speak for those it could not compare', () => {
    const broken: Candidate = {
      name: 'user 77aa',
      fault: 'It is damaged.',
      ratio: null,
      established: false,
      comparisons: [],
    };
    const lines = describeIdentification(
      identification({ answer: 'none', name: null, candidates: [candidate('you', -6), broken] }),
    );
    expect(lines[0]).toBe('It is none of those that could be compared.');
    expect(lines[2]).toBe('  user 77aa  not compared: It is damaged.');
  });
});
