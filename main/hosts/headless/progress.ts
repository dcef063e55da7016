/** Progress of a replay on a terminal; silent elsewhere. */
import { SingleBar } from 'cli-progress';
import type { ReplayProgress } from '../../replay/replay.ts';
import type { Context } from './context.ts';

export interface Progress {
  update(progress: ReplayProgress): void;
  /** May be called more than once. */
  end(): void;
}

const SILENT: Progress = { update: () => undefined, end: () => undefined };

export const createProgress = ({ columns }: Context): Progress => {
  if (columns === null) return SILENT;
  const bar = new SingleBar({
    format: '{doing} [{bar}] {note}',
    barsize: 30,
    clearOnComplete: true,
    hideCursor: true,
    stream: process.stderr,
  });
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
