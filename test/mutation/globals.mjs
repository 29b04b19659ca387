import { format } from 'node:util';
import { expect } from 'expect';

/** The tests of the file that is being loaded. */
let tests = [];
const titles = [];

/** The tests that `load` declares, in order, each with a name of its own. */
export async function collect(load) {
  tests = [];
  await load();
  return tests;
}

function describe(title, body) {
  titles.push(title);
  body();
  titles.pop();
}

describe.each = (table) => (title, body) => {
  for (const row of table) describe(titleOf(title, row), () => body(...argumentsOf(row)));
};

function it(title, body) {
  tests.push({ name: `${[...titles, title].join(' ')} (${tests.length + 1})`, body });
}

it.each = (table) => (title, body) => {
  for (const row of table) it(titleOf(title, row), () => body(...argumentsOf(row)));
};

function argumentsOf(row) {
  return Array.isArray(row) ? row : [row];
}

function titleOf(title, row) {
  const places = title.match(/%[a-z]/g)?.length ?? 0;
  return format(title, ...argumentsOf(row).slice(0, places));
}

export { describe, expect, it };
