/** What the models that decide cost: weighing a window, learning a piece, and a profile on disk. */
import type { Modality } from '../../contract/verdict.ts';
import { WINDOWS } from '../../main/engine/window-shape.ts';
import { shippedPopulation } from '../../main/engine/population.ts';
import type { Behaviour } from '../../ml/behaviour.ts';
import { createExtractor } from '../../ml/features/extractor.ts';
import { joinKeystrokes, type KeystrokeColumns } from '../../ml/features/keystrokes.ts';
import { joinPointing, type PointerColumns } from '../../ml/features/pointer-columns.ts';
import { freshActions } from '../../ml/features/window.ts';
import { createPointingBehaviour } from '../../ml/models/pointing-behaviour.ts';
import { createTypingBehaviour } from '../../ml/models/typing-behaviour.ts';
import { inBatches } from '../support/simulated-input.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { dayOfTheUser, ENROLMENT } from './established-engine.ts';
import { quantile } from './quantile.ts';

const WARM_UP = 200;
/** Windows learned at once, as many as the default policy's pieces hold. */
const PIECE = { keyboard: 50, pointer: 20 } as const;

interface Seen<Columns> {
  readonly columns: Columns;
  readonly fresh: number;
}

interface Cost {
  readonly weighMs: readonly number[];
  readonly learnMs: readonly number[];
  readonly bytes: number;
}

const timed = (times: number[], work: () => void): void => {
  const start = performance.now();
  work();
  times.push(performance.now() - start);
};

const costOf = <Columns, Profile>(
  behaviour: Behaviour<Columns, Profile>,
  windows: readonly Seen<Columns>[],
  piece: number,
): Cost => {
  const learnMs: number[] = [];
  let profile = behaviour.create();
  for (let from = 0; from < windows.length; from += piece) {
    timed(learnMs, () => {
      const sitting = behaviour.startSitting(profile);
      for (const { columns, fresh } of windows.slice(from, from + piece)) sitting.gather(columns, fresh);
      profile = behaviour.learn(profile, sitting, { goesOn: from > 0, mostShare: 1 });
    });
  }
  const watch = behaviour.model(profile)?.watch();
  if (watch === undefined) throw new Error('too little was learned');
  const weighMs: number[] = [];
  for (const { columns, fresh } of windows) timed(weighMs, () => watch.weigh(columns, fresh));
  return { weighMs: weighMs.slice(WARM_UP), learnMs, bytes: behaviour.encode(profile).length };
};

const windowsOfADay = (): { keyboard: Seen<KeystrokeColumns>[]; pointer: Seen<PointerColumns>[] } => {
  const seen = { keyboard: [] as Seen<KeystrokeColumns>[], pointer: [] as Seen<PointerColumns>[] };
  const extractor = createExtractor(WINDOWS, (window) => {
    const fresh = freshActions(window);
    if (window.keystrokes !== null) seen.keyboard.push({ columns: joinKeystrokes([window.keystrokes]), fresh });
    if (window.pointing !== null) seen.pointer.push({ columns: joinPointing([window.pointing]), fresh });
  });
  inBatches(dayOfTheUser(1, ENROLMENT), extractor.push);
  return seen;
};

const NAMES: Readonly<Record<Modality, string>> = { keyboard: 'typing', pointer: 'pointing' };

export const bench: Benchmark = {
  name: 'behaviours',
  run: () => {
    const { keyboard, pointer } = shippedPopulation();
    const windows = windowsOfADay();
    const costs = {
      keyboard: costOf(createTypingBehaviour(keyboard), windows.keyboard, PIECE.keyboard),
      pointer: costOf(createPointingBehaviour(pointer), windows.pointer, PIECE.pointer),
    };
    const measurements = (['keyboard', 'pointer'] as const).flatMap((modality): Measurement[] => {
      const { weighMs, learnMs, bytes } = costs[modality];
      return [
        {
          name: `window of ${NAMES[modality]} weighed, p50`,
          value: quantile(weighMs, 0.5),
          unit: 'ms',
          goal: { atMost: 0.3 },
        },
        { name: '… p99', value: quantile(weighMs, 0.99), unit: 'ms' },
        { name: '… piece learned, p50', value: quantile(learnMs, 0.5), unit: 'ms', goal: { atMost: 50 } },
        { name: '… profile', value: bytes, unit: 'bytes', goal: { atMost: 200 * 1024 } },
      ];
    });
    return Promise.resolve(measurements);
  },
};
