import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { eventually } from '../faults/case-driver.ts';
import type { Answer } from '../support/api.ts';
import type { RunningProduct } from './running-product.ts';
import type { Strikes } from './strikes.ts';

/** A person who, left without an answer, does the same thing again: under the same key it is done once. */
export class Patience {
  readonly #product: RunningProduct;
  readonly #strikes: Strikes;
  requests = 0;
  /** Requests whose answer was lost, or was that something is down. */
  repeated = 0;

  constructor(product: RunningProduct, strikes: Strikes) {
    this.#product = product;
    this.#strikes = strikes;
  }

  async get(login: string, target: string): Promise<Answer> {
    const { answer } = await this.#answer(`GET ${target}`, async () => (await this.#product.as(login)).get(target));
    return answer;
  }

  async send(
    login: string,
    method: 'post' | 'put' | 'delete',
    target: string,
    body?: unknown,
    etag?: number,
  ): Promise<Answer> {
    const options = { key: randomUUID(), ...(etag === undefined ? {} : { etag }) };
    const call = async () => (await this.#product.as(login))[method](target, body, options);
    this.#strikes.count();
    this.requests += 1;
    const { answer, tries } = await this.#answer(`${method} ${target}`, call);
    if (tries === 1) return answer;
    this.repeated += 1;
    const { answer: again } = await this.#answer(`${method} ${target}, repeated`, call);
    if (again.status === answer.status && isDeepStrictEqual(told(again), told(answer))) return answer;
    throw new Error(
      `${method} ${target} was told ${JSON.stringify(told(answer))}, then ${JSON.stringify(told(again))}`,
    );
  }

  /** Rows, whenever PostgreSQL is there to be asked. */
  look<Value>(what: string, look: (db: RunningProduct['db']) => Promise<Value | undefined>): Promise<Value> {
    return eventually(what, () => look(this.#product.db));
  }

  async #answer(what: string, call: () => Promise<Answer>): Promise<{ answer: Answer; tries: number }> {
    let tries = 0;
    return eventually(`an answer to ${what}`, async () => {
      tries += 1;
      const answer = await call();
      if (answer.status >= 500) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
      return { answer, tries };
    });
  }
}

/** Each answer says for its own instant how far the engine is, and names its own request. */
function told({ body }: Answer): Record<string, unknown> {
  return { ...body, progress: undefined, requestId: undefined };
}
