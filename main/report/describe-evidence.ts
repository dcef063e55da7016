/** Evidence in words for the employee whose typing and pointing it is. It names classes of timing, never content. */
import type { EvidencePart, Tendency, Timing } from '../../contract/verdict.ts';

const WORDS: Readonly<Record<Timing, Readonly<Record<Tendency, string>>>> = {
  dwell: {
    usual: 'how long you hold keys was like you',
    shorter: 'keys were held shorter than you hold them',
    longer: 'keys were held longer than you hold them',
    unlike: 'which keys are held long and which short was unlike you',
  },
  downDown: {
    usual: 'your rhythm from key to key was like you',
    shorter: 'keys followed each other faster than you type',
    longer: 'keys followed each other slower than you type',
    unlike: 'the rhythm from key to key was unlike you',
  },
  flight: {
    usual: 'how you pass from key to key was like you',
    shorter: 'the gaps between keys were shorter than yours',
    longer: 'the gaps between keys were longer than yours',
    unlike: 'how one key passes into the next was unlike you',
  },
  movement: {
    usual: 'how you move and click was like you',
    shorter: 'pointer movements were quicker than yours',
    longer: 'pointer movements were slower than yours',
    unlike: 'the shape of the pointer movements was unlike you',
  },
  speed: {
    usual: 'how your hand speeds up and slows down was like you',
    shorter: 'the pointer sped up harder than yours does',
    longer: 'the pointer sped up more gently than yours does',
    unlike: 'how the pointer speeds up and slows down was unlike you',
  },
};

/** Points that round to nothing are not worth a word. */
const LEAST_POINTS = 0.5;

const signed = (points: number): string => `${points > 0 ? '+' : '−'}${Math.abs(points).toFixed(0)}`;

/**
 * One phrase for each class of timing that moved trust, the strongest first, such as "keys were held longer than you hold
 * them (−6)"; the number is points of trust.
 */
export const describeEvidence = (parts: readonly EvidencePart[]): readonly string[] =>
  parts
    .filter(({ points }) => Math.abs(points) >= LEAST_POINTS)
    .toSorted((one, other) => Math.abs(other.points) - Math.abs(one.points))
    .map(({ timing, tendency, points }) => {
      // What raised trust is not described as a fault, whatever its tendency.
      const words = WORDS[timing][points > 0 ? 'usual' : tendency === 'usual' ? 'unlike' : tendency];
      return `${words} (${signed(points)})`;
    });
