import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../src/persistence/tx.ts';
import { lockCase } from '../../src/acts/lock-case.ts';
import { writeOutbox } from '../../src/acts/outbox.ts';
import { pictureOf } from '../histories/rows-picture.ts';
import type { AnyStep } from '../histories/further-steps.ts';
import { ITEMS, type Route, type World } from '../histories/world.ts';
import type { Answer } from '../support/api.ts';
import { OWNER } from '../tasks/office.ts';
import type { Patience } from './patience.ts';
import type { Crew } from './crews.ts';
import { OfficeActs } from './office-acts.ts';
import { publishKind, publishRoute, REMARK } from './world-kind.ts';

/** Who plays: a person's patience, lent to everybody in turn, and who the numbers of the history are. */
export interface Players {
  readonly patience: Patience;
  readonly crew: Crew;
}

/** A history as people live it: each step is asked for over HTTP by whoever takes it. */
export class ProductBoard {
  readonly #newer: Route;
  readonly #patience: Patience;
  readonly #crew: Crew;
  readonly #office: OfficeActs;
  #route: Route;
  readonly caseId: string;
  readonly number: string;
  readonly #decisions = new Map<number, { readonly by: number; readonly id: string }>();
  #values: Readonly<Record<string, string>>;
  #savings = 0;

  private constructor(
    world: World,
    { patience, crew }: Players,
    begun: { caseId: string; number: string; routeKey: string },
    values: object,
  ) {
    this.#route = world;
    this.#newer = world.newer;
    this.#patience = patience;
    this.#crew = crew;
    this.#office = new OfficeActs(patience, crew, begun);
    this.caseId = begun.caseId;
    this.number = begun.number;
    this.#values = { ...values };
  }

  static async begin(world: World, players: Players): Promise<ProductBoard> {
    const { patience, crew } = players;
    const routeKey = `chaos-${randomUUID()}`;
    const kind = await patience.look('the kind', async ({ sql }) => {
      await publishRoute(sql, routeKey, 1, world, crew);
      return publishKind(sql, routeKey);
    });
    const { companyId } = await patience.look('the company', ({ sql }) =>
      sql.maybe<{ companyId: string }>(
        'SELECT m.company_id AS "companyId" FROM company_member m JOIN account a ON a.id = m.account_id WHERE a.login = $1',
        [OWNER],
      ),
    );
    const values = Object.fromEntries([...ITEMS, REMARK].map((key) => [key, 'v0']));
    const { body } = expectDone(await patience.send(OWNER, 'post', '/requests', { kind, companyId, values }));
    const begun = { caseId: String(body['caseId']), number: String(body['number']), routeKey };
    const board = new ProductBoard(world, players, begun, values);
    expectDone(await patience.send(OWNER, 'post', `/requests/${begun.caseId}/submission`, { declaration: true }));
    await board.#settle(false);
    return board;
  }

  /** False: the product refuses. */
  async take(step: AnyStep): Promise<boolean> {
    const answer = await this.#perform(step);
    if (answer === undefined || answer.status >= 400) return false;
    if ((step.do === 'APPROVE' || step.do === 'REJECT' || step.do === 'RETURN') && 'decisionId' in answer.body)
      this.#decisions.set(step.n, { by: step.by, id: String(answer.body['decisionId']) });
    if (step.do === 'MOVE') this.#route = this.#newer;
    await this.#settle(step.do === 'EXPIRE' || step.do === 'WITHDRAW');
    return true;
  }

  async #perform(step: AnyStep): Promise<Answer | undefined> {
    switch (step.do) {
      case 'CLAIM':
        return this.#onTask(step, 'claim');
      case 'RELEASE':
        return this.#onTask(step, 'release');
      case 'TRANSFER':
        return this.#onTask(step, 'transfer', { to: await this.#office.idOf(step.to), reason: '转办' });
      case 'ADD': {
        const signers = { people: [await this.#office.idOf(step.to)], place: step.place, reason: '加签' };
        return this.#onTask(step, 'signers', signers);
      }
      case 'REMOVE':
        return this.#remove(step);
      case 'DELEGATE':
        return this.#onTask(step, 'delegation', { to: await this.#office.idOf(step.to), reason: '委派' });
      case 'RECALL':
        return this.#recall(step);
      case 'RECOMMEND': {
        const at = { stage: step.stage, by: step.of, as: step.by };
        return this.#onTask(at, 'recommendation', { outcome: 'APPROVE', reason: '建议' });
      }
      case 'APPROVE':
      case 'REJECT':
        return this.#onTask(step, 'decision', { outcome: step.do, reason: '理由' });
      case 'RETURN': {
        const { to: returnTo, resume } = step;
        return this.#onTask(step, 'decision', { outcome: 'RETURN', reason: '理由', returnTo, resume });
      }
      case 'SUPPLEMENT':
        return this.#supplement(step.changed);
      case 'TAKE_BACK': {
        const made = this.#decisions.get(step.of);
        return made && this.#send(this.#login(made.by), `/decisions/${made.id}/taking-back`);
      }
      case 'WITHDRAW':
        return this.#send(OWNER, `/cases/${this.caseId}/withdrawal`);
      case 'EXPIRE':
        return this.#letTimePass(`kind = 'EXPIRE'`);
      case 'TIME_OUT':
        return this.#timeOut(step);
      case 'HAND_OVER':
        return this.#office.handOver(step);
      case 'SUBSTITUTE':
        return this.#office.substitute(step);
      case 'REVOKE':
        return this.#office.revoke();
      case 'MOVE':
        return this.#office.move(this.#newer);
    }
  }

  /** With the task that is offered to `by`. */
  async #onTask({ stage, by, as = by }: { stage: string; by: number; as?: number }, what: string, body?: object) {
    const principal = as === by ? this.#office.principalOf(this.#login(by)) : this.#login(by);
    const taskId = await this.#taskOf(stage, this.#login(by), principal);
    return taskId === undefined ? undefined : this.#send(this.#login(as), `/tasks/${taskId}/${what}`, body);
  }

  async #recall({ stage, by }: { stage: string; by: number }): Promise<Answer | undefined> {
    const taskId = await this.#taskOf(stage, this.#login(by), this.#office.principalOf(this.#login(by)));
    return taskId === undefined
      ? undefined
      : this.#patience.send(this.#login(by), 'delete', `/tasks/${taskId}/delegation`);
  }

  /** The seat of a signer is taken away where it was added. */
  async #remove({ stage, by, who }: Extract<AnyStep, { do: 'REMOVE' }>): Promise<Answer | undefined> {
    const signer = await this.#taskOf(stage, this.#login(who));
    const { adder } = await this.#patience.look('who added the signer', async ({ sql }) => ({
      adder: await sql.maybe<{ id: string | null }>('SELECT added_by_task AS id FROM task WHERE id = $1', [
        signer ?? null,
      ]),
    }));
    if (signer === undefined || adder?.id == null) return undefined;
    return this.#patience.send(this.#login(by), 'delete', `/tasks/${adder.id}/signers/${signer}`);
  }

  async #supplement(changed: readonly string[]): Promise<Answer | undefined> {
    const taskId = await this.#taskOf('supplement', OWNER);
    if (taskId === undefined) return undefined;
    this.#savings += 1;
    const touched = changed.length === 0 ? [REMARK] : changed;
    const values = { ...this.#values, ...Object.fromEntries(touched.map((key) => [key, `v${this.#savings}`])) };
    const { body } = await this.#patience.get(OWNER, `/requests/${this.caseId}`);
    const target = `/requests/${this.caseId}`;
    const saved = await this.#patience.send(OWNER, 'put', target, { values }, Number(body['version']));
    if (saved.status < 400) this.#values = values;
    return this.#send(OWNER, `/tasks/${taskId}/supplement`, { declaration: true });
  }

  #send(by: string, target: string, body?: object): Promise<Answer> {
    return this.#patience.send(by, 'post', target, body);
  }

  /** Of the stage's newest run: the task that is offered to this person, or to whom they stand in for, or else one they have no business with. */
  async #taskOf(stage: string, by: string, principal = by): Promise<string | undefined> {
    const found = await this.#patience.look('a task', async ({ sql }) => ({
      row: await sql.maybe<{ id: string }>(NEWEST_TASK, [this.caseId, stage, [by, principal]]),
    }));
    return found.row?.id;
  }

  async #ownTaskOf(stage: string, login: string): Promise<string | undefined> {
    const taskId = await this.#taskOf(stage, login);
    const found = await this.#patience.look('whose task it is', async ({ sql }) => ({
      row: await sql.maybe(OFFERED, [taskId ?? null, login]),
    }));
    return found.row === undefined ? undefined : taskId;
  }

  /** Nobody is away any more when the next history begins. */
  async close(): Promise<void> {
    await this.#office.revoke();
  }

  #login(person: number): string {
    return this.#crew[person] ?? '';
  }

  /** The deadline of the seat that waits for somebody. */
  async #timeOut({ stage, who }: Extract<AnyStep, { do: 'TIME_OUT' }>): Promise<Answer | undefined> {
    const rules = this.#route.phases.flatMap(({ stages }) => stages.map(({ rule }) => rule));
    const word = rules.find(({ key }) => key === stage)?.onOverdue;
    const taskId = await this.#ownTaskOf(stage, this.#login(who));
    if (taskId === undefined || (word !== 'APPROVE' && word !== 'REJECT')) return undefined;
    return this.#letTimePass(`kind = 'DUE' AND task_id = '${taskId}'`);
  }

  /** Somebody's time is over now; the workflow is told, as of every instant that comes sooner than it knew, and does what is due. */
  async #letTimePass(which: string): Promise<Answer | undefined> {
    const { due } = await this.#patience.look('what is due', async ({ sql }) => ({
      due: await sql.maybe<{ id: string }>(
        `SELECT id FROM due_act WHERE case_id = $1 AND state = 'PENDING' AND ${which}`,
        [this.caseId],
      ),
    }));
    if (due === undefined) return undefined;
    await this.#patience.look('the end of the time', ({ pool }) =>
      inTransaction(pool, async (tx) => {
        const { now } = await lockCase(tx, this.caseId);
        await tx.run(`UPDATE due_act SET at = $2 WHERE id = $1 AND state = 'PENDING'`, [due.id, now]);
        await writeOutbox(tx, [{ caseId: this.caseId, kind: 'WAKE', nextAt: now }], 0);
        return true;
      }),
    );
    await this.#patience.look('what was due', async ({ sql }) => {
      const { state } = await sql.one<{ state: string }>('SELECT state FROM due_act WHERE id = $1', [due.id]);
      return state === 'PENDING' ? undefined : true;
    });
    return { status: 200, body: {}, headers: new Headers(), bytes: Buffer.alloc(0) };
  }

  /** What follows from a step has followed: the next phase is open, or the case is closed. */
  #settle(ends: boolean): Promise<true> {
    return this.#patience.look(`what follows in ${this.caseId}`, async ({ sql }) => {
      const { closed, open } = await sql.one<{ closed: boolean; open: boolean }>(SETTLED, [this.caseId]);
      return closed || (open && !ends) ? true : undefined;
    });
  }

  picture(): Promise<string[]> {
    return this.#patience.look(`the picture of ${this.caseId}`, async ({ sql }) => {
      const { outcome } = await sql.one<{ outcome: string | null }>('SELECT outcome FROM "case" WHERE id = $1', [
        this.caseId,
      ]);
      if (outcome !== null) return [outcome === 'DONE' ? 'APPROVED' : outcome];
      return pictureOf(sql, this.#route, this.caseId, this.#crew);
    });
  }
}

function expectDone(answer: Answer): Answer {
  if (answer.status >= 300) throw new Error(`Refused: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}

const NEWEST_TASK = `SELECT t.id FROM task t
  WHERE t.stage_id = (SELECT id FROM stage WHERE case_id = $1 AND key = $2 ORDER BY phase_seq DESC, instance DESC LIMIT 1)
  ORDER BY (SELECT min(array_position($3::text[], a.login)) FROM task_candidate c JOIN account a ON a.id = c.account_id WHERE c.task_id = t.id) NULLS LAST,
    t.dropped, t.position, t.id
  LIMIT 1`;

const OFFERED = `SELECT FROM task_candidate c JOIN account a ON a.id = c.account_id WHERE c.task_id = $1 AND a.login = $2 LIMIT 1`;

const SETTLED = `SELECT c.closed_at IS NOT NULL AS closed, c.closing IS NULL AND EXISTS (
    SELECT FROM phase p WHERE p.case_id = c.id AND p.seq = c.last_seq AND p.state = 'OPEN') AS open
  FROM "case" c WHERE c.id = $1`;
