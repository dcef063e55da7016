/** `npm start`: installs what is missing, then runs the agent in the best host there is. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBundled } from './bundle.mjs';
import { chooseHost } from './choose-host.mjs';
import { electronBinary } from './electron-binary.mjs';
import { requireInstalled } from './install.mjs';
import { become, nodeBinary } from './node-binary.mjs';
import { NODE_ENVIRONMENT, NODE_FLAGS } from './node-flags.mjs';

const project = dirname(dirname(fileURLToPath(import.meta.url)));

await requireInstalled(project);
if (!(await ensureBundled(project))) process.exit(1);

const electron = electronBinary(project);
const { host, because } = chooseHost({
  electronBinary: electron,
  electronHostBuilt: existsSync(join(project, 'main', 'hosts', 'electron')),
  display: process.env.WAYLAND_DISPLAY || process.env.DISPLAY || null,
  platform: process.platform,
});
console.log(because);

const rest = process.argv.slice(2);
if (host === 'electron' && electron !== null) await become(electron, [project, ...rest]);
const command = host === 'demo' ? 'demo' : 'run';
await become(nodeBinary(project), [...NODE_FLAGS, join(project, 'dist', 'samehand.js'), command, ...rest], {
  ...process.env,
  ...NODE_ENVIRONMENT,
});
