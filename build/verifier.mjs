/** Bundles the standalone verifier: one program and one page, each a file that needs nothing beside it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of the verifier in `dist/`. */
export const VERIFIER = 'verifier';

/** Sources of the verifier. */
export const VERIFIER_SOURCES = {
  program: 'main/verifier/main.ts',
  script: 'main/verifier/page/page.ts',
  style: 'main/verifier/page/page.css',
  page: 'main/verifier/page/page.html',
};

/**
 * @param {string} project
 * @param {string} input
 * @param {'node' | 'browser'} platform
 */
const bundleOne = async (project, input, platform) => {
  const { rolldown } = await import('rolldown');
  const build = await rolldown({ cwd: project, input, platform });
  const { output } = await build.generate({
    format: platform === 'node' ? 'esm' : 'iife',
    codeSplitting: false,
    minify: platform === 'browser',
  });
  await build.close();
  const [chunk, ...more] = output;
  if (more.length > 0) throw new Error(`${input} does not fit into one file`);
  return chunk.code;
};

/** @param {string} text */
const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * The page with its parts inside of it, and a policy that lets nothing else in, and nothing out.
 *
 * @param {{ readonly page: string, readonly style: string, readonly script: string }} parts
 */
export const assemblePage = ({ page, style, script }) => {
  if (/<\/(?:script|style)|<!--/i.test(script + style)) throw new Error('a part would end its element early');
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types',
  ].join('; ');
  /** @type {Readonly<Record<string, string>>} */
  const elements = {
    policy: `<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    style: `<style>${style}</style>`,
    script: `<script>${script}</script>`,
  };
  return page.replace(/<!-- (policy|style|script) -->/g, (_, /** @type {string} */ name) => elements[name] ?? '');
};

/**
 * @param {string} project
 * @returns {Promise<ReadonlyArray<{ readonly fileName: string, readonly content: string }>>} to be put into `dist/`
 */
export const bundleVerifier = async (project) => {
  const read = (/** @type {string} */ path) => readFileSync(join(project, path), 'utf8');
  const program = await bundleOne(project, VERIFIER_SOURCES.program, 'node');
  const script = await bundleOne(project, VERIFIER_SOURCES.script, 'browser');
  const parts = { page: read(VERIFIER_SOURCES.page), style: read(VERIFIER_SOURCES.style), script };
  return [
    { fileName: `${VERIFIER}/samehand-verify.mjs`, content: `#!/usr/bin/env node\n${program}` },
    { fileName: `${VERIFIER}/samehand-verify.html`, content: assemblePage(parts) },
  ];
};
