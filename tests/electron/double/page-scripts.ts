/** Makes the scripts that run in every document before its own: one for the page's world, one for the isolated one. */
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import type { Preload } from './in-page/messages.ts';

export const WORLD = 'Electron Isolated Context';
export const BINDING = '__toHost';

const bundled = new Map<string, Promise<string>>();

const bundle = async (name: string): Promise<string> => {
  const build = await rolldown({ input: join(import.meta.dirname, 'in-page', `${name}.ts`), platform: 'browser' });
  const { output } = await build.generate({ format: 'iife' });
  await build.close();
  return output[0].code;
};

const script = (name: string): Promise<string> => {
  const known = bundled.get(name);
  if (known !== undefined) return known;
  const fresh = bundle(name);
  bundled.set(name, fresh);
  return fresh;
};

const constants = (values: Readonly<Record<string, unknown>>): string =>
  Object.entries(values)
    .map(([name, value]) => `const ${name} = ${JSON.stringify(value)};`)
    .join('\n');

/** In a function of its own: nothing of the double but what it is given, and none of Node's globals. */
const preloadCall = (source: string): string =>
  `globalThis.__preload(function (require, process, module, exports) {\n${source}\n});`;

/**
 * @param secret names the events between the two worlds, and is known to no one else
 */
export const pageScripts = async (preload: Preload, secret: string) => {
  const [mainWorld, isolatedWorld] = await Promise.all([script('main-world'), script('isolated-world')]);
  const shared = { __BRIDGE__: secret };
  const own = {
    __BINDING__: BINDING,
    __ENVIRONMENT__: preload.environment,
    __IN_SUBFRAMES__: preload.inSubframes,
  };
  return {
    mainWorld: `{${constants(shared)}\n${mainWorld}}`,
    isolatedWorld: `{${constants({ ...shared, ...own })}\n${isolatedWorld}}\n${preload.source === null ? '' : preloadCall(preload.source)}`,
  };
};
