/** Simulated people at their pointers, for tests. */
import { KIND, type SourceEvent } from '../../contract/events.ts';
import { joinPointing, slicePointing, type PointerColumns } from '../features/pointer-columns.ts';
import { createPointerWindows } from '../features/pointer-windows.ts';
import { freshActions } from '../features/window.ts';
import { estimatePointingPopulation } from '../population/pointing-estimate.ts';
import type { PointingPopulations } from '../population/pointing-population.ts';
import { createRandom } from '../random.ts';
import { createPointerHand } from '../simulation/pointer-hand.ts';
import { generatePointing } from '../simulation/pointing.ts';

/** The actions that the windows of some events hold. */
export const pointingOf = (events: readonly SourceEvent[]): PointerColumns => {
  const parts: PointerColumns[] = [];
  const windows = createPointerWindows({}, (window) => {
    if (window.pointing === null) return;
    const fresh = slicePointing(window.pointing, window.actions - freshActions(window), window.actions);
    parts.push(joinPointing([fresh]));
  });
  for (const { kind, timeMs, code, x, y } of events) {
    if (kind === KIND.pointerMove) windows.move(timeMs, x, y);
    else if (kind === KIND.wheel) windows.wheel(timeMs);
    else windows.button(timeMs, kind, code, x, y);
  }
  return joinPointing(parts);
};

/** Some hundred actions of a person on one of their days. */
export const simulatePointing = (person: number, day: number, actions = 200): PointerColumns =>
  pointingOf(generatePointing(createPointerHand(person), { actions, startMs: 0 }, createRandom(1_000 * person + day)));

/** What is known of twelve simulated people, the same on either clock; nobody from 100 on is among them. */
export const simulatedPopulations = (): PointingPopulations => {
  const people = Array.from({ length: 12 }, (_, i) => [simulatePointing(i + 1, 1), simulatePointing(i + 1, 2)]);
  const make = (clock: 'fine' | 'coarse') =>
    estimatePointingPopulation(people, clock, createRandom(5), { segments: 2_000 });
  return { fine: make('fine'), coarse: make('coarse') };
};
