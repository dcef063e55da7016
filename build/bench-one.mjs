/** Runs one benchmark in a process of its own and sends its measurements to the parent. */
import { pathToFileURL } from 'node:url';

/** @type {{ bench: import('../tests/bench/benchmark.ts').Benchmark }} */
const { bench } = await import(pathToFileURL(process.argv[2] ?? '').href);
const measurements = await bench.run();
process.send?.(measurements, () => process.exit(0));
