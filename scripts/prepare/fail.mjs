import { StepFailed } from './run.mjs';

/** Says why a step failed, in its own words where there are any, and sets the exit code. */
export function endWithFailure(error) {
  process.exitCode = 1;
  const text = `${error?.output ?? ''}\n${error?.message ?? ''}`;
  if (error?.code === 'ENOSPC' || /ENOSPC|No space left on device/i.test(text)) {
    console.error('The disk is full: make room and try again.');
  } else if (error instanceof StepFailed) {
    console.error(`${error.output}\n${error.message}`.trim());
  } else {
    console.error(error);
  }
}
