/** `npm run check`: format, types by layer, lint, layers, unused code. Says of each whether it holds, and why not. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { STEPS, runStep } from './check-steps.mjs';
import { requireInstalled } from './install.mjs';

await requireInstalled(dirname(dirname(fileURLToPath(import.meta.url))));

let failed = 0;
for (const step of STEPS) {
  const { ok, output } = await runStep(step);
  console.log(`${ok ? '✓' : '✗'} ${step.name}`);
  if (!ok) {
    failed += 1;
    console.log(output);
  }
}
console.log(failed === 0 ? 'All hold.' : `${failed} of ${STEPS.length} do not hold.`);
process.exitCode = failed === 0 ? 0 : 1;
