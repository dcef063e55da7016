/** What the type checker cannot see: the rules of typescript-eslint at their strictest, and those of the layers. */
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const pure = 'ml/ is pure mathematics: have it passed in.';

/** Names that would bring a clock, randomness, timers or output into ml/. */
const IMPURE_GLOBALS = ['clearInterval', 'clearTimeout', 'console', 'crypto', 'fetch', 'performance', 'process'].concat(
  ['queueMicrotask', 'setImmediate', 'setInterval', 'setTimeout'],
);

const noDefaultExports = {
  restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true },
};

const config = tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    // One project that knows every source; what each layer may use of the ambient types is for tsc, layer by layer.
    languageOptions: {
      parserOptions: { project: ['tests/tsconfig.json', 'build/tsconfig.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'no-restricted-exports': ['error', noDefaultExports],
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Parts are closures, not classes: their functions do not use `this` and may be taken out of them.
      '@typescript-eslint/unbound-method': 'off',
      // With unchecked indices a typed array's element needs an assertion in the inner loops; this one can be read.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
    },
  },
  {
    files: ['ml/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: pure },
        { object: 'Date', property: 'now', message: pure },
      ],
      'no-restricted-syntax': ['error', { selector: 'NewExpression[callee.name="Date"]', message: pure }],
    },
  },
  {
    files: ['ml/**/*.ts', 'contract/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-globals': ['error', ...IMPURE_GLOBALS.map((name) => ({ name, message: pure }))] },
  },
  {
    files: ['contract/**/*.ts', 'ml/**/*.ts', 'main/**/*.ts'],
    ignores: ['main/store/database.ts', '**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          name: 'node:module',
          importNames: ['createRequire'],
          message: 'It hides an import from the rules of the layers.',
        },
      ],
    },
  },
  { files: ['renderer/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat['recommended-latest']] },
  {
    // Every word that a person reads goes through i18next.
    files: ['renderer/**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'JSXText[value=/[A-Za-z]{2}/]', message: 'A text belongs into renderer/i18n.' },
        {
          selector:
            'JSXAttribute[name.name=/^(aria-label|title|label|description|placeholder|alt)$/] > Literal[value=/[A-Za-z]{2}/]',
          message: 'A text belongs into renderer/i18n.',
        },
      ],
    },
  },
  {
    // Vitest's expect.* matchers are typed `any`, and a test reads JSON as it stands.
    files: ['**/*.test.ts'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    // Scripts that must run before anything is installed: JavaScript, typed by comments that tsc checks.
    files: ['**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    // Tools read the default export and no other.
    files: ['*.config.*', '.dependency-cruiser.mjs', 'build/test-reporter.mjs', 'tests/electron/double/index.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
);

export { config as default };
