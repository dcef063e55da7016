import { expect, it } from 'vitest';
import { evaluationSchema } from '../../contract/evaluation.ts';
import { evaluationLines, goalLines } from './evaluation-text.ts';
import { sampleEvaluation } from './sample-evaluation.fixture.ts';

it('sets the goals beside the figures', () => {
  expect(goalLines(sampleEvaluation())).toEqual([
    'Figures to reach                     isol. forest  best known     goal         here           met',
    'typists, 50 keys, EER                      18.6 %      10.5 %  ≤ 7.0 %        5.1 %           yes',
    'keystrokes to lock, 90th percentile             –         296    ≤ 250  not reached            no',
    'mouse, AUC                                  0.840       0.930  ≥ 0.960            –  not measured',
  ]);
});

it('tells of every set, and that what lies beyond the recordings is not known', () => {
  const sample = sampleEvaluation();
  expect(evaluationSchema.parse(sample)).toEqual(sample);
  const lines = evaluationLines(sample);
  const text = lines.join('\n');
  expect(lines).toContain(
    'Takeover: locked after 70 keystrokes (median), > 1,000 (90th percentile); asked for a code after 50 and 190.',
  );
  expect(lines).toContain(
    'Seconds of activity to the lock: 21 (median), not reached (90th percentile). ANIA: 96 keystrokes.',
  );
  expect(text).toContain('2 people with the keyboard, judged by people of its other half and of the other sets.');
  expect(text).toContain('All sets with the pointer together');
  expect(lines.find((line) => line.startsWith('50 keystrokes'))?.split(/\s{2,}/)).toEqual([
    '50 keystrokes',
    '5.1 %',
    '3.0–8.0',
    '4.0 %',
    '20.0 %',
    '40.0 %',
    '0.981',
    '1.0 %',
    '7.0 %',
  ]);
  expect(lines.find((line) => line.startsWith('10 actions'))).toContain('8.8 %  5.0–12.0   7.0 %');
  expect(
    lines
      .find((line) => line.startsWith('isolation forest'))
      ?.split(/\s{2,}/)
      .slice(1),
  ).toEqual(['15.0 %', '0.900', '5.1 %', '4.9 %']);
  for (const line of lines) expect(line).not.toContain('NaN');
});
