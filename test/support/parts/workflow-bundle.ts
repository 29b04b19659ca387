import fs from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { hashTree } from '../../../scripts/parts/machine/hash.ts';
import { repositoryRoot } from '../../../scripts/parts/machine/repository.ts';
import { testDirectory } from './test-directory.ts';

/** The file that holds the bundled workflows, made anew when their code has changed. */
export async function bundleWorkflows(): Promise<string> {
  const workflowsPath = path.join(repositoryRoot, 'workflows/index.ts');
  const hash = hashTree(repositoryRoot, ['workflows', 'src/domain', 'package-lock.json']);
  const file = path.join(testDirectory, `workflows-${hash}.js`);
  if (fs.existsSync(file)) return file;
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
  fs.writeFileSync(`${file}.new`, code);
  fs.renameSync(`${file}.new`, file);
  return file;
}
