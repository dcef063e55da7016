/** Reads one line of a recording straight from its bytes: no strings, no numbers but the result's. */
import { KIND, type KindNumber } from '../../contract/events.ts';
import { isKeyKind } from './recording-format.ts';

/** What a line held. One object is reused for a whole file. */
export interface RecordingRow {
  timeMs: number;
  kind: KindNumber;
  code: number;
  x: number;
  y: number;
}

export const emptyRow = (): RecordingRow => ({ timeMs: 0, kind: KIND.keyDown, code: 0, x: 0, y: 0 });

const byte = (character: string): number => character.charCodeAt(0);
const COMMA = byte(',');
const MINUS = byte('-');
const POINT = byte('.');
const ZERO = byte('0');
const NINE = byte('9');

/** Digits before the point: 10^12 ms is 31 years, and thousandths stay exact. */
const MAX_DIGITS = 12;
const MAX_DECIMALS = 3;
const MAX_KEY_CODE = 0xffff;
const MAX_BUTTON = 0xff;
const MAX_ROTATION = 0x7fff;
const FIELDS = 5;

const POWERS = [1_000, 100, 10, 1] as const;

/** A decimal number in `bytes[from…to)`; NaN when it is not one. */
const decimal = (bytes: Uint8Array, from: number, to: number): number => {
  const negative = bytes[from] === MINUS;
  const first = negative ? from + 1 : from;
  let point = -1;
  let digits = 0;
  for (let at = first; at < to; at++) {
    const character = bytes[at] ?? 0;
    if (character >= ZERO && character <= NINE) digits = digits * 10 + (character - ZERO);
    else if (character === POINT && point < 0 && at > first) point = at;
    else return NaN;
  }
  if (to === first || point === to - 1) return NaN;
  const whole = (point < 0 ? to : point) - first;
  const decimals = point < 0 ? 0 : to - point - 1;
  if (whole > MAX_DIGITS || decimals > MAX_DECIMALS) return NaN;
  const value = (digits * (POWERS[decimals] ?? 1)) / 1_000;
  return negative ? -value : value;
};

const pair = (first: string, second: string): number => (byte(first) << 8) | byte(second);
const KINDS_BY_NAME: ReadonlyMap<number, KindNumber> = new Map([
  [pair('k', 'd'), KIND.keyDown],
  [pair('k', 'u'), KIND.keyUp],
  [pair('m', 'm'), KIND.pointerMove],
  [pair('m', 'd'), KIND.buttonDown],
  [pair('m', 'u'), KIND.buttonUp],
  [pair('w', 'h'), KIND.wheel],
]);

const codeFault = (kind: KindNumber, code: number): string | null => {
  if (kind === KIND.wheel)
    return Number.isInteger(code) && Math.abs(code) <= MAX_ROTATION ? null : 'the wheel rotation is not a whole number';
  const most = isKeyKind(kind) ? MAX_KEY_CODE : MAX_BUTTON;
  if (Number.isInteger(code) && code >= 0 && code <= most) return null;
  return isKeyKind(kind)
    ? 'the key code is not a whole number from 0 to 65535'
    : 'the button is not a whole number from 0 to 255';
};

const nextComma = (bytes: Uint8Array, from: number, to: number): number => {
  let at = from;
  while (at < to && bytes[at] !== COMMA) at++;
  return at;
};

const WRONG_FIELDS = `a line has ${String(FIELDS)} fields`;

/**
 * Reads the line in `bytes[from…to)`, without its newline, into `row`. Returns what is wrong with it, or null.
 * Messages never quote the line: it may tell what was typed.
 */
export const readRow = (bytes: Uint8Array, from: number, to: number, row: RecordingRow): string | null => {
  const timeEnd = nextComma(bytes, from, to);
  const kindEnd = nextComma(bytes, timeEnd + 1, to);
  const codeEnd = nextComma(bytes, kindEnd + 1, to);
  const xEnd = nextComma(bytes, codeEnd + 1, to);
  if (xEnd >= to || nextComma(bytes, xEnd + 1, to) < to) return WRONG_FIELDS;

  row.timeMs = decimal(bytes, from, timeEnd);
  if (!(row.timeMs >= 0)) return 'the time is not a number of milliseconds, 0 or more, with at most three decimals';
  const kind = kindEnd - timeEnd === 3 ? ((bytes[timeEnd + 1] ?? 0) << 8) | (bytes[timeEnd + 2] ?? 0) : 0;
  const known = KINDS_BY_NAME.get(kind);
  if (known === undefined) return 'the kind is none of kd, ku, mm, md, mu, wh';
  row.kind = known;

  if (known === KIND.pointerMove) {
    row.code = 0;
    if (codeEnd > kindEnd + 1) return 'a move has no code';
  } else {
    row.code = decimal(bytes, kindEnd + 1, codeEnd);
    const fault = codeFault(known, row.code);
    if (fault !== null) return fault;
  }

  if (isKeyKind(known)) {
    row.x = 0;
    row.y = 0;
    return to > codeEnd + 2 ? 'a key has no position' : null;
  }
  row.x = decimal(bytes, codeEnd + 1, xEnd);
  row.y = decimal(bytes, xEnd + 1, to);
  return Number.isNaN(row.x + row.y) ? 'the position is not two numbers of pixels' : null;
};
