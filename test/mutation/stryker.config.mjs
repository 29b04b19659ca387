/** Only what the pure core needs is copied, and only strings are left alone: docs/mutation.md says why. */
export default {
  plugins: ['./test/mutation/runner.mjs'],
  testRunner: 'pure',
  testRunnerNodeArgs: ['--import', './test/mutation/register.mjs'],
  coverageAnalysis: 'perTest',
  mutate: ['src/domain/{time,routes,tasks,substitution,prediction}/**/*.ts'],
  ignorePatterns: ['**', '!{src,prisma}/**/*.ts', '!test/**', '!package.json', '!.swcrc'],
  mutator: { excludedMutations: ['StringLiteral'] },
  reporters: ['progress-append-only', 'clear-text', 'json'],
  clearTextReporter: { logTests: false, reportTests: false, allowEmojis: false, allowColor: false },
  jsonReporter: { fileName: '.data/mutation/report.json' },
  concurrency: 1,
  timeoutMS: 8_000,
  tempDirName: '.data/mutation/sandbox',
  allowConsoleColors: false,
  warnings: { slow: false },
};
