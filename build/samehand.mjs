#!/usr/bin/env node
/** The command `samehand`: brings the agent's program up to date, then becomes it. Any Node from 18 on can start it. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBundled } from './bundle.mjs';
import { requireInstalled } from './install.mjs';
import { become, nodeBinary } from './node-binary.mjs';
import { NODE_ENVIRONMENT, NODE_FLAGS } from './node-flags.mjs';

const project = dirname(dirname(fileURLToPath(import.meta.url)));

// Packages that are there but changed wait for `npm start`: an agent may be running from them.
if (!existsSync(nodeBinary(project))) await requireInstalled(project, console.error);
if (!(await ensureBundled(project))) process.exit(1);
await become(nodeBinary(project), [...NODE_FLAGS, join(project, 'dist', 'samehand.js'), ...process.argv.slice(2)], {
  ...process.env,
  ...NODE_ENVIRONMENT,
});
