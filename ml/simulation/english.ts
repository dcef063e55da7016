/**
 * Keys in the order in which English would press them: a first-order Markov chain over letters and the end of a word.
 * It yields digraphs in about their true proportions and no readable text.
 */
import type { Random } from '../random.ts';
import { KEY, LETTER_COUNT } from './keys.ts';
import { geometric } from './draw.ts';

const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz');
/** State before the first letter of a word; drawing it again ends the word. */
const BOUNDARY = LETTER_COUNT;
const STATES = LETTER_COUNT + 1;

/** Letters per hundred thousand (Lewand, Cryptological Mathematics, 2000), a–z. */
const LETTER_FREQUENCIES = [
  8167, 1492, 2782, 4253, 12702, 2228, 2015, 6094, 6966, 153, 772, 4025, 2406, 6749, 7507, 1929, 95, 5987, 6327, 9056,
  2758, 978, 2360, 150, 1974, 74,
];
/** The commonest letter pairs, per ten thousand pairs within words (Norvig, Mayzner Revisited, 2013). */
const FREQUENT_PAIRS =
  'th 356 he 307 in 243 er 205 an 199 re 185 on 176 at 149 en 145 nd 135 ti 134 es 134 or 128 te 120 of 117 ed 117 ' +
  'is 113 it 112 al 109 ar 107 st 105 to 105 nt 104 ng 95 se 93 ha 93 as 87 ou 87 io 83 le 83 ve 83 co 79 me 79 ' +
  'de 76 hi 76 ri 73 ro 73 ic 70 ne 69 ea 69 ra 69 ce 65 li 62 ch 60 ll 58 be 58 ma 57 si 55 om 55 ur 54 qu 15';
/** Letters that begin words (Norvig) and end them, per thousand words; the others share the rest by their frequency. */
const FREQUENT_FIRST = 't 160 a 117 o 76 i 73 s 67 w 55 c 52 b 44 p 43 h 42 f 40 m 38 d 32 r 28 e 28';
const FREQUENT_LAST = 'e 192 s 144 d 92 t 86 n 79 y 73 r 69 o 47 l 46 f 41';
const MEAN_WORD_LETTERS = 4.8;
const MEAN_SENTENCE_WORDS = 14;
const MEAN_PARAGRAPH_SENTENCES = 5;
/** Share of words followed by a comma. */
const COMMA_SHARE = 0.08;

const parseTable = (text: string, unit: number): ReadonlyMap<string, number> => {
  const words = text.split(' ');
  return new Map(words.flatMap((word, i) => (i % 2 === 0 ? [[word, Number(words[i + 1]) / unit] as const] : [])));
};

const frequencyOf = (letter: number): number => (LETTER_FREQUENCIES[letter] as number) / 100_000;

/** Shares of all 26 letters: the listed ones as they are, the others by frequency in what remains. */
const completeShares = (listed: ReadonlyMap<string, number>): readonly number[] => {
  const rest = 1 - [...listed.values()].reduce((sum, share) => sum + share, 0);
  const unlisted = LETTERS.reduce((sum, c, i) => (listed.has(c) ? sum : sum + frequencyOf(i)), 0);
  return LETTERS.map((c, i) => listed.get(c) ?? (rest * frequencyOf(i)) / unlisted);
};

/** Row `from` holds the cumulative probabilities of each next state; unlisted pairs by the product of frequencies. */
const buildTransitions = (): Float64Array => {
  const pairs = parseTable(FREQUENT_PAIRS, 10_000);
  const first = completeShares(parseTable(FREQUENT_FIRST, 1_000));
  const last = completeShares(parseTable(FREQUENT_LAST, 1_000));
  const unlistedShare = 1 - [...pairs.values()].reduce((sum, share) => sum + share, 0);
  const table = new Float64Array(STATES * STATES);
  const cumulate = (row: number, weights: readonly number[], end: number): void => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let sum = 0;
    for (let i = 0; i < LETTER_COUNT; i++)
      table[row * STATES + i] = sum += ((1 - end) * (weights[i] as number)) / total;
    table[row * STATES + BOUNDARY] = 1;
  };
  LETTERS.forEach((from, i) => {
    const weights = LETTERS.map((to, j) => pairs.get(from + to) ?? unlistedShare * frequencyOf(i) * frequencyOf(j));
    cumulate(i, weights, Math.min(0.9, (last[i] as number) / (MEAN_WORD_LETTERS * frequencyOf(i))));
  });
  cumulate(BOUNDARY, first, 0);
  return table;
};
const TRANSITIONS = buildTransitions();

const drawNext = (from: number, random: Random): number => {
  const u = random();
  const row = from * STATES;
  let next = 0;
  while (next < BOUNDARY && (TRANSITIONS[row + next] as number) <= u) next++;
  return next;
};

/** An endless text: every call gives the index of the key to press next, with shift before the first letter of a sentence. */
export const createText = (random: Random): (() => number) => {
  let state = BOUNDARY;
  let words = geometric(MEAN_SENTENCE_WORDS, random);
  const pending: number[] = [KEY.shift];
  return () => {
    const waiting = pending.shift();
    if (waiting !== undefined) return waiting;
    state = drawNext(state, random);
    if (state !== BOUNDARY) return state;
    words--;
    if (words > 0) {
      if (random() >= COMMA_SHARE) return KEY.space;
      pending.push(KEY.space);
      return KEY.comma;
    }
    words = geometric(MEAN_SENTENCE_WORDS, random);
    pending.push(random() < 1 / MEAN_PARAGRAPH_SENTENCES ? KEY.enter : KEY.space, KEY.shift);
    return KEY.period;
  };
};
