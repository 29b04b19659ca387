/**
 * Conditions of a search, joined by AND. Values never enter the text: `` where.add(where.sql`state = ${state}`) `` binds them
 * as $1, $2 …
 */
export class Where {
  readonly values: unknown[] = [];
  readonly #conditions: string[] = [];

  /** Binds a value and gives its placeholder. */
  bind(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** A piece of SQL with its values bound. */
  sql(parts: TemplateStringsArray, ...values: readonly unknown[]): string {
    return parts.map((part, index) => (index === 0 ? part : this.bind(values[index - 1]) + part)).join('');
  }

  add(condition: string): void {
    this.#conditions.push(condition);
  }

  /** `true` when nothing was asked. */
  get condition(): string {
    return this.#conditions.length === 0 ? 'true' : this.#conditions.map((one) => `(${one})`).join(' AND ');
  }
}

/** For LIKE: the wildcards of the text itself taken as they are. */
export function literally(text: string): string {
  return text.replace(/[\\%_]/g, String.raw`\$&`);
}
