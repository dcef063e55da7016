/** What `npm run bench` runs: every `*.bench.ts` in this folder exports one `bench: Benchmark`. */

/** One measured number. With a goal it is met when it is within the bounds, both inclusive. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal?: { readonly atLeast?: number; readonly atMost?: number };
}

/** A benchmark has the machine to itself while `run` is under way. */
export interface Benchmark {
  readonly name: string;
  run(): Promise<readonly Measurement[]>;
}
