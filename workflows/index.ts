// Everything the workers run, by name.
export { admission } from './admission.ts';
