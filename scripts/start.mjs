import './prepare/check-node.mjs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { endWithFailure } from './prepare/fail.mjs';
import { root } from './prepare/paths.mjs';
import { prepare } from './prepare/prepare.mjs';

prepare(console.log)
  .then(() => import(pathToFileURL(path.join(root, 'dist/scripts/start/main.js')).href))
  .catch(endWithFailure);
