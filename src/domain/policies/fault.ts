import type { z } from 'zod';
import type { Facts } from '../refusal.ts';

/** Something about a rule that keeps it from being published, or that its author should know (WARNING). */
export type PolicyFault = {
  readonly level: 'ERROR' | 'WARNING';
  readonly code: string;
  /** Leads to the place in the body: `phases.SIGNING.stages.0.after`. */
  readonly path: string;
  readonly facts: Facts;
};

export function fault(code: string, path: string, facts: Facts = {}): PolicyFault {
  return { level: 'ERROR', code, path, facts };
}

export function warning(code: string, path: string, facts: Facts = {}): PolicyFault {
  return { level: 'WARNING', code, path, facts };
}

export function isError({ level }: PolicyFault): boolean {
  return level === 'ERROR';
}

/** What the schema said, in the same words as every other refused body. */
export function shapeFaults({ issues }: z.ZodError): PolicyFault[] {
  return issues.map((issue) => {
    const path = issue.path.map(String).join('.');
    return issue.code === 'unrecognized_keys'
      ? fault('UNKNOWN_FIELD', path, { keys: issue.keys })
      : fault(issue.code.toUpperCase(), path);
  });
}
