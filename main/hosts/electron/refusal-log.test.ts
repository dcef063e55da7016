import { expect, it } from 'vitest';
import { createRefusalLog } from './refusal-log.ts';

it('a refusal is written at once, and its like once a minute with how many there were', () => {
  let now = 0;
  const lines: string[] = [];
  const refuse = createRefusalLog({ clock: () => now, write: (line) => lines.push(line) });
  for (now = 0; now < 59_000; now += 1_000) refuse('status: too large');
  refuse('quit: its frame is gone');
  expect(lines).toEqual([
    "A page's message was refused: status: too large",
    "A page's message was refused: quit: its frame is gone",
  ]);
  now = 60_000;
  refuse('status: too large');
  expect(lines.at(-1)).toBe("A page's message was refused: status: too large (and 58 more since the last line)");
});
