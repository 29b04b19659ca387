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

/** The stages that come, directly or not, before `key`. */
export function stagesBefore(rules: readonly Link[], key: string): ReadonlySet<string> {
  return new Set(rules.map((rule) => rule.key).filter((other) => stagesAfter(rules, other).has(key)));
}
