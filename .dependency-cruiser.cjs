// Who may import whom (ARCHITECTURE.md has the table). Every rule is an error.
const noun =
  'accounts|admission|batches|blacklist|cases|contracts|conversation|decision-links|figures|health|imports|organisation|personal|policies|publications|registry|requests|substitution|tasks|webhooks|processes';
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^src/domain' },
      to: { path: '^(src/(?!domain)|activities|workflows|test|scripts)' },
    },
    { name: 'domain-does-no-io', severity: 'error', from: { path: '^src/domain' }, to: { dependencyTypes: ['core'] } },
    {
      name: 'domain-libraries',
      comment: 'Pure libraries only.',
      severity: 'error',
      from: { path: '^src/domain' },
      to: {
        dependencyTypes: ['npm', 'npm-dev'],
        pathNot: 'node_modules/(zod|date-fns|@date-fns/tz|pinyin-pro|liquidjs)/',
      },
    },
    {
      name: 'workflows-know-domain-and-types',
      severity: 'error',
      from: { path: '^workflows' },
      to: { path: '^(activities|src/(?!domain))', dependencyTypesNot: ['type-only'] },
    },
    { name: 'workflows-no-node', severity: 'error', from: { path: '^workflows' }, to: { dependencyTypes: ['core'] } },
    {
      name: 'activities-know-no-http',
      severity: 'error',
      from: { path: '^activities' },
      to: { path: '^(workflows|src/http)' },
    },
    {
      name: 'http-knows-no-activities',
      severity: 'error',
      from: { path: '^src/http' },
      to: { path: '^(activities|workflows/(?!.*-messages))' },
    },
    {
      name: 'nouns-know-no-edge',
      severity: 'error',
      from: { path: `^src/(${noun}|acts|audit|events|files|documents|messages|mail|persistence)/` },
      to: { path: '^(workflows|activities|src/(http|temporal|server|worker))' },
    },
    {
      name: 'foundations-know-no-nouns',
      severity: 'error',
      from: { path: '^src/(persistence|audit|acts|events|mail|documents|files)/' },
      to: { path: `^src/(${noun})/` },
    },
    {
      name: 'persistence-stands-alone',
      severity: 'error',
      from: { path: '^src/persistence' },
      to: { path: '^src/(?!persistence|domain|generated)' },
    },
    {
      name: 'roles-are-imported-by-none',
      severity: 'error',
      from: { path: '^(src|workflows|activities)' },
      to: { path: '^src/(server|worker)\\.ts$' },
    },
    {
      name: 'not-to-dev-dep',
      severity: 'error',
      from: { path: '^(workflows|activities|src)' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'not-to-test',
      severity: 'error',
      from: { path: '^(workflows|activities|src|prisma|scripts)' },
      to: { path: '^test' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(src/generated|dist)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
