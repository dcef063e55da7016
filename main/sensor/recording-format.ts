/**
 * Recording format, version 1: one session as CSV, usually gzip-compressed (`.csv.gz`). The header line, then one event
 * a line in time order: `t_ms` milliseconds from the session's first event with up to three decimals; `kind` as in
 * {@link RECORDED_KINDS}; `code` the libuiohook key code, the button (1 left, 2 right, 3 middle, 0 unknown) or the
 * wheel rotation (negative up), empty for moves; `x` and `y` in pixels, empty for keys. No auto-repeat.
 */
import { KIND, type KindNumber } from '../../contract/events.ts';

export const RECORDING_HEADER = 't_ms,kind,code,x,y';

/** Names of the kinds in recordings, in the order of `EVENT_KINDS`. */
export const RECORDED_KINDS = ['kd', 'ku', 'mm', 'md', 'mu', 'wh'] as const;

/** Decimals are kept to a thousandth: a microsecond of time, a thousandth of a pixel. */
const THOUSAND = 1_000;

export const isKeyKind = (kind: KindNumber): boolean => kind === KIND.keyDown || kind === KIND.keyUp;

const thousandths = (value: number): string => String(Math.round(value * THOUSAND) / THOUSAND);

/** One line of a recording, with its newline. `timeMs` counts from the session's first event. */
export const formatRow = (timeMs: number, kind: KindNumber, code: number, x: number, y: number): string => {
  const name = RECORDED_KINDS[kind];
  if (isKeyKind(kind)) return `${thousandths(timeMs)},${name},${String(code)},,\n`;
  const shownCode = kind === KIND.pointerMove ? '' : String(code);
  return `${thousandths(timeMs)},${name},${shownCode},${thousandths(x)},${thousandths(y)}\n`;
};
