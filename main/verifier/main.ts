/** Program `samehand-verify.mjs`: one file for any Node from 20 on. */
import { runVerifier } from './command.ts';

process.exitCode = await runVerifier(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isWatched: process.stderr.isTTY,
});
