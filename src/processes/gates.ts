import { REQUEST_FORM } from '../domain/requests/kind.ts';
import type { FileStore } from '../files/file-store.ts';
import { requestFormGate } from '../requests/form/form-gate.ts';
import type { Gates } from '../tasks/deciding/gates.ts';
import { admissionGates } from './admission-gates.ts';

/** The rules of every form that a stage of a route may name. */
export function gatesOf({ files }: { readonly files: FileStore }): Gates {
  return { ...admissionGates({ files }), [REQUEST_FORM]: requestFormGate };
}
