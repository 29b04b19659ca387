import './prepare/check-node.mjs';
import { endWithFailure } from './prepare/fail.mjs';
import { prepare } from './prepare/prepare.mjs';

prepare(console.log).catch(endWithFailure);
