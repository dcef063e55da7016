/** Plays a recording as if it happened now, or as fast as it can be read. */
import { err, ok, CodedError, type Result } from '../../contract/result.ts';
import type { KindNumber } from '../../contract/events.ts';
import { emitBlock, readRecordingBlocks, type RecordingBlock } from './recording-reader.ts';
import type { Schedule } from '../shared/schedule.ts';
import type { Emit, Source } from './source.ts';

/** A timer is no finer than this, so events closer together are emitted at once. */
const TIMER_MS = 1;

export interface ReplayOptions {
  readonly path: string;
  /** 1 is real time, 10 ten times as fast; null as fast as possible. */
  readonly speed: number | null;
  readonly schedule: Schedule;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Awaited between blocks of some thousand events, so that a slow reader sets the pace. */
  readonly drained?: () => Promise<void>;
}

/** A source that plays one recording and then ends; a broken one ends with its error. */
export const createReplaySource = ({ path, speed, schedule, now, drained }: ReplayOptions): Source => {
  let stopped = false;
  let wake: (() => void) | null = null;
  let playing: Promise<void> = Promise.resolve();

  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = schedule(resolve, ms);
      wake = () => {
        cancel();
        resolve();
      };
    });

  const emitInTime = async (block: RecordingBlock, startedAt: number, factor: number, emit: Emit): Promise<void> => {
    const { count, timeMs, kind, code, x, y } = block;
    for (let row = 0; row < count; row++) {
      const time = timeMs[row] ?? 0;
      const early = startedAt + time / factor - now();
      if (early >= TIMER_MS) await sleep(early);
      if (stopped) return;
      emit(time, (kind[row] ?? 0) as KindNumber, code[row] ?? 0, x[row] ?? 0, y[row] ?? 0);
    }
  };

  const play = async (emit: Emit): Promise<Result<null>> => {
    const startedAt = now();
    try {
      for await (const block of readRecordingBlocks(path)) {
        if (stopped) break;
        if (speed === null) emitBlock(block, emit);
        else await emitInTime(block, startedAt, speed, emit);
        await drained?.();
      }
      return ok(null);
    } catch (error) {
      if (error instanceof CodedError) return err(error.code, error.message);
      throw error;
    }
  };

  return {
    start: (emit, ended) => {
      playing = play(emit).then((outcome) => {
        if (!stopped) ended(outcome);
      });
      return Promise.resolve(ok(null));
    },
    stop: async () => {
      stopped = true;
      wake?.();
      await playing;
    },
  };
};
