/** Who may import whom: the table of the architecture as rules. Tests are free; that nothing imports them is a rule too. */

/** The one file that may import each package that reaches out of JavaScript. */
const NATIVE_OWNERS = {
  'better-sqlite3': 'main/store/database.ts',
  'dbus-next': 'main/platform/linux/bus.ts',
  keytar: 'main/keys/keychain.ts',
  koffi: 'main/platform/native-library.ts',
  nodemailer: 'main/mail/mailer.ts',
  'uiohook-napi': 'main/sensor/uiohook-source.ts',
  x11: 'main/platform/linux/x11-window.ts',
};

const TEST = String.raw`\.test\.tsx?$`;
const FIXTURE = String.raw`\.fixture\.ts$`;
/** @param {string} name */
const npm = (name) => `^node_modules/${name}/`;
/** @param {string} path */
const exactly = (path) => `^${path.replaceAll('.', String.raw`\.`)}$`;

/**
 * The rule that a folder imports nothing but what is named.
 *
 * @param {string} name
 * @param {{ from: string, fromNot?: string, to: readonly string[], node?: boolean }} allowed patterns; `node`: Node's own modules
 */
const only = (name, { from, fromNot, to, node = false }) => ({
  name: `${name}-imports`,
  severity: /** @type {const} */ ('error'),
  from: { path: from, pathNot: fromNot === undefined ? TEST : [TEST, fromNot] },
  to: { pathNot: [...to], ...(node ? { dependencyTypesNot: [/** @type {const} */ ('core')] } : {}) },
});

const ANY_BUT_ELECTRON = '^node_modules/(?!electron)';
/** Population statistics, the version and the like, bundled with the code that reads them. */
const SHIPPED_DATA = String.raw`^(resources/.*|package)\.json$`;

/** @type {import('dependency-cruiser').IConfiguration} */
export const config = {
  forbidden: [
    only('contract', { from: '^contract/', to: ['^contract/', npm('zod')] }),
    only('ml', { from: '^ml/', to: ['^contract/', '^ml/', npm('ml-[a-z-]+')] }),
    only('main', {
      from: '^main/',
      fromNot: '^main/hosts/',
      to: ['^contract/', '^ml/', '^main/(?!hosts/)', SHIPPED_DATA, ANY_BUT_ELECTRON],
      node: true,
    }),
    // They run in a page and in a standalone program as well: no Node, no package that is not one file with them.
    only('audit-proof', {
      from: '^main/audit-proof/',
      fromNot: FIXTURE,
      to: ['^contract/', '^main/audit-proof/', npm('zod'), npm('@noble')],
    }),
    only('verifier-page', {
      from: '^main/verifier/page/',
      to: ['^contract/', '^main/audit-proof/', '^main/verifier/(page/|keys)', npm('zod'), npm('@noble')],
    }),
    only('headless', {
      from: '^main/hosts/headless/',
      to: ['^contract/', '^ml/', '^main/(?!hosts/electron/)', ANY_BUT_ELECTRON],
      node: true,
    }),
    only('electron', {
      from: '^main/hosts/electron/',
      to: ['^contract/', '^ml/', '^main/(?!hosts/headless/)', '^node_modules/'],
      node: true,
    }),
    only('preload', { from: '^preload/', to: ['^contract/', '^preload/', npm('electron'), npm('zod')] }),
    only('renderer', { from: '^renderer/', to: ['^contract/', '^renderer/', ANY_BUT_ELECTRON] }),
    {
      name: 'tests-are-leaves',
      severity: 'error',
      from: { pathNot: [TEST, '^tests/'] },
      to: { path: [TEST, '^tests/'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'shipped-packages',
      comment: 'A development package is not there in an installed copy.',
      severity: 'error',
      from: { path: '^(contract|ml|main|preload|renderer)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'], pathNot: npm('electron') },
    },
    ...Object.entries(NATIVE_OWNERS).map(([name, owner]) => ({
      name: `one-file-imports-${name}`,
      severity: /** @type {const} */ ('error'),
      from: { pathNot: [exactly(owner), TEST, '^tests/'] },
      to: { path: npm(name) },
    })),
  ],
  options: {
    tsConfig: { fileName: 'tests/tsconfig.json' },
    // Type imports count: a layer that knows another's types depends on it.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exoticRequireStrings: ['require', 'nodeRequire'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};

export { config as default };
