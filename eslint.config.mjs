// Lints with type information. typescript-eslint needs the JavaScript API of TypeScript 6: the name `typescript` is an alias
// of it, and `tsc` (TypeScript 7) comes from @typescript/native.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const node = {
  process: 'readonly',
  console: 'readonly',
  Buffer: 'readonly',
  URL: 'readonly',
  WebAssembly: 'readonly',
  fetch: 'readonly',
};
const timers = { setTimeout: 'readonly', setInterval: 'readonly', clearTimeout: 'readonly', clearInterval: 'readonly' };

export default tseslint.config(
  { ignores: ['dist/**', 'dist.new/**', 'coverage/**', 'src/generated/**', '.data/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: ['./tsconfig.test.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
    },
  },
  {
    // Configuration is read in one place.
    files: ['src/**/*.ts', 'activities/**/*.ts', 'workflows/**/*.ts'],
    ignores: ['src/config.ts', 'src/server.ts', 'src/worker.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'src/config.ts reads the environment.' },
      ],
    },
  },
  {
    // Workflow code is replayed: nothing that reads the clock of the machine, the network or the process.
    files: ['workflows/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['node:*', '@prisma/*', '@temporalio/client', '@temporalio/worker', 'express', 'pg'],
              message: 'Workflow code stays deterministic: use an activity.',
            },
          ],
        },
      ],
      'no-restricted-globals': ['error', 'process', 'fetch', 'Buffer', 'setImmediate', 'Intl', 'crypto'],
    },
  },
  { files: ['prisma.config.ts', 'test/support/global-*.ts'], rules: { 'no-restricted-exports': 'off' } },
  {
    files: ['web/**/*.js'],
    languageOptions: {
      globals: {
        window: 'readonly',
        document: 'readonly',
        location: 'readonly',
        navigator: 'readonly',
        fetch: 'readonly',
      },
    },
  },
  {
    files: ['**/*.mjs', '*.js', '**/*.cjs'],
    languageOptions: { globals: { ...node, ...timers, module: 'writable', crypto: 'readonly' } },
  },
);
