import type { AnyStep } from '../histories/further-steps.ts';
import type { Route } from '../histories/world.ts';
import type { Answer } from '../support/api.ts';
import type { Crew } from './crews.ts';
import type { Patience } from './patience.ts';
import { publishRoute } from './world-kind.ts';

const ADMINISTRATOR = 'administrator.province';
const DAY_MS = 86_400_000;

/** What is done about the people of a case, and about its route, by themselves or by an administrator. */
export class OfficeActs {
  readonly #patience: Patience;
  readonly #crew: Crew;
  readonly #caseId: string;
  readonly #routeKey: string;
  #substitution: { readonly id: string; readonly of: string; readonly by: string } | undefined;
  /** The version of the newer route, once it is published. */
  #newer: string | undefined;

  constructor(patience: Patience, crew: Crew, { caseId, routeKey }: { caseId: string; routeKey: string }) {
    this.#patience = patience;
    this.#crew = crew;
    this.#caseId = caseId;
    this.#routeKey = routeKey;
  }

  /** In whose name this person may act, or nobody else's. */
  principalOf(login: string): string {
    return this.#substitution?.by === login ? this.#substitution.of : login;
  }

  /** One at a time: whoever stood in for somebody until now does so no longer. */
  async substitute(step: Extract<AnyStep, { do: 'SUBSTITUTE' }>): Promise<Answer> {
    await this.revoke();
    const [of, by] = [this.#login(step.of), this.#login(step.by)];
    const wanted = { substituteId: await this.idOf(step.by), to: new Date(Date.now() + DAY_MS), reason: '休假' };
    const answer = await this.#patience.send(of, 'post', '/substitutions', wanted);
    if (answer.status < 300) this.#substitution = { id: String(answer.body['substitutionId']), of, by };
    return answer;
  }

  async revoke(): Promise<Answer | undefined> {
    if (this.#substitution === undefined) return undefined;
    const { id, of } = this.#substitution;
    this.#substitution = undefined;
    return this.#patience.send(of, 'post', `/substitutions/${id}/revocation`);
  }

  async move(newer: Route): Promise<Answer> {
    this.#newer ??= await this.#patience.look('the newer route', ({ sql }) =>
      publishRoute(sql, this.#routeKey, 2, newer, this.#crew),
    );
    const body = { policyVersionId: this.#newer, reason: '新版' };
    return this.#patience.send(ADMINISTRATOR, 'post', `/cases/${this.#caseId}/route-version`, body);
  }

  /** Done as far as anything was handed over; a batch that could do nothing has refused. */
  async handOver({ from, to }: Extract<AnyStep, { do: 'HAND_OVER' }>): Promise<Answer | undefined> {
    const body = { to: await this.idOf(to), reason: '离职' };
    const target = `/staff/${await this.idOf(from)}/hand-over`;
    const answer = await this.#patience.send(ADMINISTRATOR, 'post', target, body);
    if (answer.status >= 300) return answer;
    const { done } = await this.#patience.look('the end of the hand-over', ({ sql }) =>
      sql.maybe<{ done: number }>(ENDED, [answer.body['batchId']]),
    );
    return done > 0 ? answer : undefined;
  }

  idOf(person: number): Promise<string> {
    return this.#patience.look('the account', async ({ sql }) => {
      const { id } = await sql.one<{ id: string }>('SELECT id FROM account WHERE login = $1', [this.#login(person)]);
      return id;
    });
  }

  #login(person: number): string {
    return this.#crew[person] ?? '';
  }
}

const ENDED = `SELECT (SELECT count(*)::int FROM batch_item i WHERE i.batch_id = b.id AND i.state = 'DONE') AS done
  FROM batch b WHERE b.id = $1 AND b.state NOT IN ('ORDERED', 'RUNNING')`;
