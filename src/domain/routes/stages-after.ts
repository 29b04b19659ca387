interface Link {
  readonly key: string;
  readonly after: readonly string[];
}

/** The stages that come, directly or not, after `key`. */
export function stagesAfter(rules: readonly Link[], key: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (let grown = true; grown;) {
    grown = false;
    for (const rule of rules) {
      if (found.has(rule.key) || !rule.after.some((name) => name === key || found.has(name))) continue;
      found.add(rule.key);
      grown = true;
    }
  }
  return found;
}
