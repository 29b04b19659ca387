/**
 * Conditions of a search, joined by AND. Values never enter the text: `` where.and`state = ${state}` `` binds them as $1, $2 …
 */
export class Where {
  readonly values: unknown[] = [];
  readonly #conditions: string[] = [];

  /** Binds a value and gives its placeholder. */
  bind(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** A condition with its values bound, to be combined with others before it is added by `add`. */
  condition(parts: TemplateStringsArray, ...values: readonly unknown[]): string {
    return parts.map((part, index) => (index === 0 ? part : this.bind(values[index - 1]) + part)).join('');
  }

  and(parts: TemplateStringsArray, ...values: readonly unknown[]): void {
    this.add(this.condition(parts, ...values));
  }

  add(condition: string): void {
    this.#conditions.push(condition);
  }

  /** `true` when nothing was asked. */
  get sql(): string {
    return this.#conditions.length === 0 ? 'true' : this.#conditions.map((one) => `(${one})`).join(' AND ');
  }
}
