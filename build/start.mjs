/** `npm start`: installs what is missing, then runs the agent in the best host there is. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBundled } from './bundle.mjs';
import { chooseHost, hasDisplay } from './choose-host.mjs';
import { electronBinary } from './electron-binary.mjs';
import { sandboxProblem } from './electron-sandbox.mjs';
import { INTERRUPTED, fetchElectron } from './fetch-electron.mjs';
import { isToFetch } from './fetch-wish.mjs';
import { requireInstalled } from './install.mjs';
import { become, nodeBinary } from './node-binary.mjs';
import { NODE_ENVIRONMENT, NODE_FLAGS } from './node-flags.mjs';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const display = process.env.WAYLAND_DISPLAY || process.env.DISPLAY || null;
const { platform } = process;

const sandbox = () =>
  sandboxProblem({ platform, uid: process.getuid?.(), env: process.env, binary: electronBinary(project) });

/** @returns {Promise<string | null>} why there is no binary, or null */
const ensureElectron = async () => {
  if (electronBinary(project) !== null || !hasDisplay({ display, platform }) || sandbox() !== null) return null;
  const { fetches, because } = isToFetch(project, Date.now(), process.env);
  if (!fetches) return because;
  const fetched = await fetchElectron(project);
  if (!fetched.ok && fetched.isInterrupted) process.exit(INTERRUPTED);
  return fetched.ok ? null : fetched.message;
};

await requireInstalled(project);
if (!(await ensureBundled(project))) process.exit(1);

const whyNot = await ensureElectron();
const electron = electronBinary(project);
const { host, because } = chooseHost({
  electronBinary: electron,
  whyNot,
  sandboxProblem: sandbox(),
  display,
  platform,
});
console.log(because);

const rest = process.argv.slice(2);
if (host === 'electron' && electron !== null) await become(electron, [project, ...rest]);
const command = host === 'demo' ? ['demo'] : ['run', '--open'];
await become(nodeBinary(project), [...NODE_FLAGS, join(project, 'dist', 'samehand.js'), ...command, ...rest], {
  ...process.env,
  ...NODE_ENVIRONMENT,
});
