import { generateClient } from './prepare/generate.mjs';
import { endWithFailure } from './prepare/fail.mjs';

generateClient().catch(endWithFailure);
