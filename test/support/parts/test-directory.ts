import path from 'node:path';
import { repositoryRoot } from '../../../scripts/parts/machine/repository.ts';

/** Data of the parts that tests run on; apart from the product's own. Several working trees may share one, named by `TEST_DIRECTORY`. */
export const testDirectory = path.resolve(repositoryRoot, process.env['TEST_DIRECTORY'] ?? '.data/test');

/** Passwords of a database that only tests on this machine see. */
export const testPassword = 'qudao-test';

/** The template's blacklist is hashed with it, so the API under test has to use it too. */
export const testPersonHashKey = 'a key of the tests for hashes of persons, long enough';

export const testNamespace = 'qudao-test';

/** Held while parts are started, stopped, or the template is built: several test runs may share them. */
export const lockFile = path.join(testDirectory, 'parts.lock');
