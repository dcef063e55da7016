/** Progress of long work on a terminal; silent elsewhere. */
import { SingleBar } from 'cli-progress';
import type { EvaluationProgress } from '../../evaluation/evaluate.ts';
import type { ReplayProgress } from '../../replay/replay.ts';
import type { Context } from './context.ts';
import { paceOf, secondsInWords } from './pace.ts';

export interface Progress<Step> {
  update(step: Step): void;
  /** May be called more than once. */
  end(): void;
}

const SILENT = { update: () => undefined, end: () => undefined };

const createBar = (format: string): SingleBar =>
  new SingleBar({ format, barsize: 30, clearOnComplete: true, hideCursor: true, stream: process.stderr });

/** Of a replay. */
export const createProgress = ({ columns }: Context): Progress<ReplayProgress> => {
  if (columns === null) return SILENT;
  const bar = createBar('{doing} [{bar}] {note}');
  let running = false;
  return {
    update: ({ phase, index, of, name, enrolled, trust }) => {
      if (!running) bar.start(1, 0, { doing: '', note: '' });
      running = true;
      if (phase === 'enrolment') {
        bar.update(enrolled, {
          doing: 'Learning',
          note: `${String(Math.floor(enrolled * 100))} % of a baseline, ${name}`,
        });
      } else {
        bar.update((index + 1) / of, { doing: 'Playing ', note: `trust ${trust.toFixed(0)}, ${name}` });
      }
    },
    end: () => {
      if (running) bar.stop();
      running = false;
    },
  };
};

/** Of an evaluation: jobs done, of all. */
export const createCountProgress = ({ columns }: Context): Progress<EvaluationProgress> => {
  if (columns === null) return SILENT;
  const bar = createBar('Measuring [{bar}] {value} of {total}, {doing}');
  let running = false;
  return {
    update: ({ done, of, doing }) => {
      if (running) bar.update(done, { doing });
      else bar.start(of, done, { doing });
      running = true;
    },
    end: () => {
      if (running) bar.stop();
      running = false;
    },
  };
};

export interface RecordProgress {
  readonly doing: string;
  readonly done: number;
  readonly total: number;
}

/** Of records of the audit log: how many of how many, how fast, and how long it still takes. */
export const createRecordProgress = ({ columns }: Context): Progress<RecordProgress> => {
  if (columns === null) return SILENT;
  const bar = createBar('{doing} [{bar}] {value} of {total}, {rate} a second, {left} left');
  let phase: { readonly doing: string; readonly sinceMs: number; readonly from: number } | null = null;
  return {
    update: ({ doing, done, total }) => {
      const nowMs = performance.now();
      if (phase?.doing !== doing) {
        if (phase === null) bar.start(total, done, { doing, rate: '?', left: '?' });
        phase = { doing, sinceMs: nowMs, from: done };
      }
      const { rate, left } = paceOf(done - phase.from, total - done, nowMs - phase.sinceMs);
      bar.setTotal(total);
      bar.update(done, { doing, rate: Math.round(rate).toLocaleString('en'), left: secondsInWords(left) });
    },
    end: () => {
      if (phase !== null) bar.stop();
      phase = null;
    },
  };
};
