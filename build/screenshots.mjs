/** `npm run screenshots`: takes the pictures of README and docs/ from the tests that open every screen. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBundled } from './bundle.mjs';
import { requireInstalled } from './install.mjs';
import { nodeBinary, run } from './node-binary.mjs';

const project = dirname(dirname(fileURLToPath(import.meta.url)));

await requireInstalled(project);
if (!(await ensureBundled(project))) process.exit(1);
const vitest = join(project, 'node_modules', 'vitest', 'vitest.mjs');
process.exitCode = await run(nodeBinary(project), [vitest, 'run', 'screens/gallery', 'electron/takeover'], {
  cwd: project,
  env: { ...process.env, SAMEHAND_SHOTS: join(project, 'docs', 'images', 'screens') },
});
