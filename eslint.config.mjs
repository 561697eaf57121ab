import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import jest from 'eslint-plugin-jest';
import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';

const TESTS = ['**/*.{spec,e2e-spec,contract-spec,chaos-spec,browser-spec}.ts'];
const CITIZEN_ID = {
  selector: 'Literal[value=/^0\\d{11}$/]',
  message: 'Looks like a citizen id; make one with test/support.',
};
const ASK = 'comes in as an argument: same input, same bytes.';
const CHANCE_AND_TIME = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: `Time ${ASK}` },
  { selector: "CallExpression[callee.name='Date']", message: `Time ${ASK}` },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: `Time ${ASK}` },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: `Chance ${ASK}` },
];
const ITS_OWN_TIME = 'the mock reads the clock of the space (@dvc/clock), so that time can be virtual.';
/** Time that is not a space's own, by whatever name. Timers live in libs/clock only. */
const NO_WALL_CLOCK = {
  'no-restricted-syntax': [
    'error',
    CITIZEN_ID,
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: `No wall time: ${ITS_OWN_TIME}` },
    { selector: "CallExpression[callee.name='Date']", message: `No wall time: ${ITS_OWN_TIME}` },
    ...['Literal[value=', 'TemplateElement[value.raw='].map((start) => ({
      selector: `${start}/\\bnow\\(\\)|CURRENT_(TIMESTAMP|DATE|TIME)|LOCALTIME|(clock|statement|transaction)_timestamp/i]`,
      message: `No time of the database: ${ITS_OWN_TIME}`,
    })),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'process', property: 'env', message: 'Read settings through @dvc/config.' },
    ...[
      ['Date', 'now'],
      ['performance', 'now'],
      ['process', 'hrtime'],
      ['Temporal', 'Now'],
    ].map(([object, property]) => ({ object, property, message: `No wall time: ${ITS_OWN_TIME}` })),
  ],
  'no-restricted-globals': [
    'error',
    ...['setTimeout', 'setInterval'].map((name) => ({ name, message: `No timers: ${ITS_OWN_TIME}` })),
  ],
  'no-restricted-imports': [
    'error',
    {
      paths: ['timers', 'timers/promises', 'perf_hooks']
        .flatMap((name) => [name, `node:${name}`])
        .map((name) => ({ name, message: `No timers: ${ITS_OWN_TIME}` })),
    },
  ],
};

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'coverage', '.dvcqg', '.bench', '**/*.cjs', '**/*.mjs'] },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    // Each file is checked under the nearest tsconfig.json: the console's pages under their own.
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { jsdoc },
    rules: {
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read settings through @dvc/config.' },
      ],
      'no-restricted-syntax': ['error', CITIZEN_ID],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Our DTO classes are shapes with decorators and no methods; a literal of the same shape is one of them.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'jsdoc/check-param-names': 'error',
      'jsdoc/check-tag-names': 'error',
      'jsdoc/informative-docs': 'error',
      'jsdoc/no-types': 'error',
    },
  },
  {
    // A later block replaces `no-restricted-syntax`: list every selector again.
    files: ['libs/{contracts,domain,mapping}/**'],
    ignores: TESTS,
    rules: { 'no-restricted-syntax': ['error', CITIZEN_ID, ...CHANCE_AND_TIME] },
  },
  { files: ['apps/dvcqg-mock/**'], ignores: TESTS, rules: NO_WALL_CLOCK },
  {
    files: ['libs/config/src/load-config.ts', '**/*.config.ts', 'test/**', ...TESTS],
    ignores: ['libs/config/src/*.config.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  { files: [...TESTS, 'test/**'], rules: { 'max-lines-per-function': 'off' } },
  { files: TESTS, ...jest.configs['flat/recommended'] },
  {
    files: TESTS,
    rules: { 'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'fc.assert'] }] },
  },
  prettier,
);
