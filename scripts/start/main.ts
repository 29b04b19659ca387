import { builtPrograms } from './programs.ts';
import { runLauncher } from './run.ts';

await runLauncher(builtPrograms);
