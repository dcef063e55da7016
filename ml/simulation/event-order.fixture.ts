/** What every stream of simulated events must keep to; lists what it does not. */
import { KIND, type SourceEvent } from '../../contract/events.ts';
import { SCREEN } from './movement.ts';

/** Faults of a stream as sentences: times, presses and releases, places. None for a sound one. */
export const faultsOf = (events: readonly SourceEvent[]): string[] => {
  const faults: string[] = [];
  const pressedAt = new Map<string, number>();
  let last = -Infinity;
  events.forEach(({ timeMs, kind, code, x, y }, i) => {
    if (!Number.isInteger(timeMs) || timeMs < last)
      faults.push(`event ${String(i)}: time ${String(timeMs)} after ${String(last)}`);
    last = timeMs;
    if (x < 0 || x >= SCREEN.width || y < 0 || y >= SCREEN.height) faults.push(`event ${String(i)}: off the screen`);
    const button = kind === KIND.buttonDown || kind === KIND.buttonUp;
    const name = `${button ? 'button' : 'key'} ${String(code)}`;
    if (kind === KIND.keyDown || kind === KIND.buttonDown) {
      if (pressedAt.has(name)) faults.push(`event ${String(i)}: ${name} pressed twice`);
      pressedAt.set(name, timeMs);
    } else if (kind === KIND.keyUp || kind === KIND.buttonUp) {
      const since = pressedAt.get(name);
      if (since === undefined || since >= timeMs) faults.push(`event ${String(i)}: ${name} released without a hold`);
      pressedAt.delete(name);
    }
  });
  for (const name of pressedAt.keys()) faults.push(`${name} never released`);
  return faults;
};

/** How many events are of a kind. */
export const countOf = (events: readonly SourceEvent[], kind: SourceEvent['kind']): number =>
  events.filter((event) => event.kind === kind).length;
