import { StepFailed } from './run.mjs';

/** Says why a step failed, in its own words where there are any, and sets the exit code. */
export function endWithFailure(error) {
  if (error instanceof StepFailed) console.error(`${error.output}\n${error.message}`.trim());
  else console.error(error);
  process.exitCode = 1;
}
