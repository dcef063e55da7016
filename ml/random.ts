/** Seeded randomness for everything that is learned or simulated: the same seed gives the same numbers everywhere. */

/** Uniform in [0, 1), with 32 bits of resolution. */
export type Random = () => number;

const TWO_POW_32 = 0x1_0000_0000;
/** Rounds thrown away, as sfc32's author advises for short seeds. */
const WARM_UP_ROUNDS = 12;

/** One 32-bit seed spread over many: splitmix32, the 32-bit finaliser of Steele, Lea and Flood 2014. */
const splitmix32 = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
};

/**
 * Generator sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state, passes PractRand and BigCrush, not for secrets.
 * @param seed any integer; its low 32 bits count.
 */
export const createRandom = (seed: number): Random => {
  const next = splitmix32(seed);
  let a = next();
  let b = next();
  let c = next();
  let counter = 1;
  const random = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / TWO_POW_32;
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round++) random();
  return random;
};

/** A standard normal variate (Box and Muller 1958, one of the pair). */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/**
 * `k` different integers of 0…n − 1 in no particular order, every subset equally likely: a Fisher–Yates shuffle that
 * stops when the smaller side, the numbers taken or the numbers left out, has been drawn.
 * @throws RangeError when `k` is greater than `n`.
 */
export const sampleWithoutReplacement = (n: number, k: number, random: Random): Int32Array => {
  if (k > n) throw new RangeError(`cannot draw ${k} different numbers out of ${n}`);
  const pool = new Int32Array(n);
  for (let i = 0; i < n; i++) pool[i] = i;
  const drawn = Math.min(k, n - k);
  for (let end = n - 1; end >= n - drawn; end--) {
    const at = Math.floor(random() * (end + 1));
    const number = pool[at] ?? 0;
    pool[at] = pool[end] ?? 0;
    pool[end] = number;
  }
  return drawn === k ? pool.subarray(n - k) : pool.subarray(0, k);
};
