import type { Act } from '../../src/acts/act.ts';
import type { ActAnswer } from '../../src/acts/run-act.ts';
import type { Actor } from '../../src/domain/access/actor.ts';
import type { Facts } from '../../src/domain/refusal.ts';
import type { AtHand } from '../../src/tasks/operations/at-hand.ts';
import { moveCaseToRoute } from '../../src/cases/repair/move-route.ts';
import { claimTask, releaseTask } from '../../src/tasks/claiming/claim.ts';
import { decideTask } from '../../src/tasks/deciding/decide.ts';
import { interruptCase } from '../../src/tasks/operations/interrupt.ts';
import { transferTask } from '../../src/tasks/operations/transfer.ts';
import { delegateTask } from '../../src/tasks/delegation/delegate.ts';
import { recallTask } from '../../src/tasks/delegation/recall.ts';
import { recommend } from '../../src/tasks/delegation/recommend.ts';
import { handOverTask } from '../../src/tasks/hand-over/hand-over-task.ts';
import { previewHandOver } from '../../src/tasks/hand-over/preview-hand-over.ts';
import { addSigners } from '../../src/tasks/signers/add-signers.ts';
import { removeSigner } from '../../src/tasks/signers/remove-signer.ts';
import { appoint, revoke } from '../substitution/stand-ins.ts';
import type { TestDatabase } from '../support/database.ts';
import { actorOf, givenCase, OWNER, publishRoute, republish, takeInHand, type OfficeCase } from '../tasks/office.ts';
import type { AnyStep } from './further-steps.ts';
import { pictureOf, STAFF } from './rows-picture.ts';

import { weightOf, type Route, type World } from './world.ts';

/** The same history through the product's own acts and rows. */
export class RowsBoard {
  readonly #db: TestDatabase;
  readonly #world: World;
  readonly #one: OfficeCase;
  readonly #decisions = new Map<number, { readonly by: string; readonly answer: ActAnswer }>();
  #ended: string | null = null;
  #route: Route;
  /** The version of the newer route, once it is published. */
  #newer: string | undefined;
  #substitution: { readonly made: ActAnswer; readonly of: string; readonly by: string } | undefined;

  private constructor(db: TestDatabase, world: World, one: OfficeCase) {
    this.#db = db;
    this.#world = world;
    this.#route = world;
    this.#one = one;
  }

  static async begin(db: TestDatabase, world: World): Promise<RowsBoard> {
    const one = await givenCase(db, await publishRoute(db, await phasesOf(db, world)));
    const board = new RowsBoard(db, world, one);
    await board.#open(0);
    return board;
  }

  /** False: the product refuses. */
  async take(step: AnyStep): Promise<boolean> {
    if (this.#ended !== null) return false;
    const code = await this.#perform(step);
    if (code === 'DONE' && step.do !== 'WITHDRAW') await this.#goOn();
    return code === 'DONE';
  }

  async #perform(step: AnyStep): Promise<string> {
    const stage = step.do === 'SUPPLEMENT' ? 'supplement' : 'stage' in step ? step.stage : undefined;
    if (stage !== undefined && !(await this.#wasOpened(stage))) return 'NOT_FOUND';
    switch (step.do) {
      case 'CLAIM':
        return this.#onTask(step, claimTask);
      case 'RELEASE':
        return this.#onTask(step, releaseTask);
      case 'TRANSFER': {
        const to = await this.#idOf(step.to);
        return this.#onTask(step, (...at) => transferTask(...at, { to, reason: '转办' }));
      }
      case 'ADD': {
        const people = [await this.#idOf(step.to)];
        return this.#onTask(step, (...at) => addSigners(...at, { people, place: step.place, reason: '加签' }));
      }
      case 'DELEGATE': {
        const to = await this.#idOf(step.to);
        return this.#onTask(step, (...at) => delegateTask(...at, { to, reason: '委派' }));
      }
      case 'RECALL':
        return this.#onTask(step, recallTask);
      case 'RECOMMEND':
        return this.#onTask({ ...step, by: step.of, as: step.by }, (...at) =>
          recommend(...at, { outcome: 'APPROVE', reason: '建议' }),
        );
      case 'HAND_OVER':
        return this.#handOver(step);
      case 'MOVE':
        return this.#move();
      case 'SUBSTITUTE':
      case 'REVOKE':
        return this.#substitute(step);
      case 'REMOVE':
        return this.#remove(step);
      case 'APPROVE':
      case 'REJECT':
        return this.#decide(step, { outcome: step.do, reason: '理由' });
      case 'RETURN':
        return this.#decide(step, { outcome: 'RETURN', reason: '理由', returnTo: step.to, resume: step.resume });
      case 'SUPPLEMENT':
        return (await this.#one.supplement(OWNER, step.changed)).code;
      case 'TAKE_BACK': {
        const made = this.#decisions.get(step.of);
        return made === undefined ? 'NOT_FOUND' : (await this.#one.takeBack(made.by, made.answer)).code;
      }
      case 'EXPIRE':
        return this.#letPass(`kind = 'EXPIRE'`, []);
      case 'TIME_OUT':
        return this.#timeOut(step);
      case 'WITHDRAW': {
        const answer = await this.#one.act(OWNER, (act) =>
          interruptCase(act, this.#one.id, 'WITHDRAWN', 'BY_APPLICANT'),
        );
        if (answer.code === 'DONE') this.#ended = 'WITHDRAWN';
        return answer.code;
      }
    }
  }

  async #decide(
    { stage, by, n }: { stage: string; by: number; n: number },
    input: Parameters<OfficeCase['decide']>[2],
  ): Promise<string> {
    const taskId = await this.#seatOf(stage, login(by));
    if (taskId === undefined) return 'NOT_HOLDER';
    const answer = await this.#one.act(login(by), async (act, actor) =>
      decideTask(act, actor, await takeInHand(act, taskId, actor), input, {}),
    );
    if (answer.code === 'DONE') this.#decisions.set(n, { by: login(by), answer });
    return answer.code;
  }

  /** What somebody does with the task of the stage that is offered to them. */
  async #onTask(
    { stage, by, as = by }: { readonly stage: string; readonly by: number; readonly as?: number },
    perform: (act: Act, actor: Actor, atHand: AtHand) => Facts | Promise<Facts>,
  ): Promise<string> {
    const taskId = as === by ? await this.#seatOf(stage, login(by)) : await this.#ownSeat(stage, login(by));
    if (taskId === undefined) return 'NOT_HOLDER';
    const answer = await this.#one.act(login(as), async (act, actor) =>
      perform(act, actor, await takeInHand(act, taskId, actor)),
    );
    return answer.code;
  }

  async #remove({ stage, by, who }: Extract<AnyStep, { do: 'REMOVE' }>): Promise<string> {
    const signer = await this.#ownSeat(stage, login(who));
    const row = await this.#db.sql.maybe<{ adder: string | null }>(
      'SELECT added_by_task AS adder FROM task WHERE id = $1',
      [signer ?? null],
    );
    const adder = row?.adder;
    if (signer === undefined || adder == null) return 'NOT_FOUND';
    const answer = await this.#one.act(login(by), async (act, actor) =>
      removeSigner(act, actor, await takeInHand(act, adder, actor), signer),
    );
    return answer.code;
  }

  /** One act for each of the tasks, as the batch does it. */
  async #handOver(step: Extract<AnyStep, { do: 'HAND_OVER' }>): Promise<string> {
    const [from, to] = await Promise.all([this.#idOf(step.from), this.#idOf(step.to)]);
    const { tasks } = await previewHandOver(this.#db.sql, { accountId: from, to, exceptions: [] });
    let code = 'HAND_OVER_NOT_NEEDED';
    for (const { taskId, caseId } of tasks) {
      if (caseId !== this.#one.id) continue;
      const answer = await this.#one.act(ADMINISTRATOR, async (act, actor) =>
        handOverTask(act, await takeInHand(act, taskId, actor), { from, to, reason: '离职' }),
      );
      if (answer.code === 'DONE') code = 'DONE';
    }
    return code;
  }

  async #move(): Promise<string> {
    this.#newer ??= await this.#publishNewer();
    const moving = { caseId: this.#one.id, policyVersionId: this.#newer, reason: '新版' };
    const answer = await this.#one.act(ADMINISTRATOR, (act) => moveCaseToRoute(act, moving));
    if (answer.code === 'DONE') this.#route = this.#world.newer;
    return answer.code;
  }

  async #publishNewer(): Promise<string> {
    const { key } = await this.#db.sql.one<{ key: string }>(
      'SELECT v.key FROM policy_version v JOIN "case" c ON c.route_version_id = v.id WHERE c.id = $1',
      [this.#one.id],
    );
    const phases = await phasesOf(this.#db, this.#world.newer);
    return republish(this.#db, 'ROUTE', key, (body) => ({ ...body, phases }));
  }

  /** One at a time: whoever stood in for somebody until now does so no longer. */
  async #substitute(step: Extract<AnyStep, { do: 'SUBSTITUTE' | 'REVOKE' }>): Promise<string> {
    const code = await this.#revoke();
    if (step.do === 'REVOKE') return code;
    const [of, by] = [login(step.of), login(step.by)];
    const made = await appoint(this.#db, of, by);
    if (made.code === 'DONE') this.#substitution = { made, of, by };
    return made.code;
  }

  async #revoke(): Promise<string> {
    if (this.#substitution === undefined) return 'NOT_FOUND';
    const { made, of } = this.#substitution;
    this.#substitution = undefined;
    return (await revoke(this.#db, of, made)).code;
  }

  /** Nobody is away any more when the next history begins. */
  async close(): Promise<void> {
    await this.#revoke();
  }

  async #idOf(person: number): Promise<string> {
    return (await actorOf(this.#db, login(person))).id;
  }

  async #wasOpened(stage: string): Promise<boolean> {
    const opened = await this.#db.sql.rows('SELECT FROM stage WHERE case_id = $1 AND key = $2 LIMIT 1', [
      this.#one.id,
      stage,
    ]);
    return opened.length > 0;
  }

  /** The task of the stage's newest run that is offered to this person, or else to whom they stand in for. */
  async #seatOf(stage: string, by: string): Promise<string | undefined> {
    const principal = this.#substitution?.by === by ? this.#substitution.of : by;
    return this.#ownSeat(stage, by, principal);
  }

  async #ownSeat(stage: string, by: string, orOf = by): Promise<string | undefined> {
    const row = await this.#db.sql.maybe<{ id: string }>(SEAT, [this.#one.id, stage, by, orOf]);
    return row?.id;
  }

  /** The deadline of the seat that waits for somebody. */
  async #timeOut({ stage, who }: Extract<AnyStep, { do: 'TIME_OUT' }>): Promise<string> {
    const rules = this.#route.phases.flatMap(({ stages }) => stages.map(({ rule }) => rule));
    const word = rules.find(({ key }) => key === stage)?.onOverdue;
    const taskId = await this.#ownSeat(stage, login(who));
    if (taskId === undefined || (word !== 'APPROVE' && word !== 'REJECT')) return 'NOT_FOUND';
    return this.#letPass(`kind = 'DUE' AND task_id = $2`, [taskId]);
  }

  async #letPass(which: string, values: readonly string[]): Promise<string> {
    const due = await this.#db.sql.maybe<{ at: Date }>(
      `UPDATE due_act SET at = now() WHERE case_id = $1 AND state = 'PENDING' AND ${which} RETURNING at`,
      [this.#one.id, ...values],
    );
    if (due === undefined) return 'WRONG_STATE';
    await this.#one.due(due.at);
    return 'DONE';
  }

  /** What the workflow does when a phase is over. */
  async #goOn(): Promise<void> {
    const rows = await this.#db.sql.rows<{ name: string; outcome: string | null }>(
      'SELECT name, outcome FROM phase WHERE case_id = $1 ORDER BY seq DESC LIMIT 2',
      [this.#one.id],
    );
    const [last, before] = rows;
    if (last === undefined || last.outcome === null) return;
    const names = this.#world.phases.map(({ name }) => name);
    if (last.outcome === 'REJECTED' || last.outcome === 'EXPIRED') this.#ended = last.outcome;
    else if (last.outcome === 'APPROVED') await this.#open(names.indexOf(last.name) + 1);
    else if (last.outcome === 'TAKEN_BACK') await this.#open(names.indexOf(before?.name ?? ''));
    else await this.#open(names.findIndex((name) => last.outcome === `RETURN_TO_${name}`));
  }

  async #open(index: number): Promise<void> {
    const phase = this.#world.phases[index];
    if (phase === undefined) this.#ended = 'APPROVED';
    else await this.#one.open(phase.name);
  }

  async picture(): Promise<string[]> {
    return this.#ended === null ? pictureOf(this.#db.sql, this.#route, this.#one.id) : [this.#ended];
  }
}

const ADMINISTRATOR = 'administrator.province';

const SEAT = `SELECT t.id FROM task t JOIN task_candidate c ON c.task_id = t.id JOIN account a ON a.id = c.account_id
  WHERE t.stage_id = (SELECT id FROM stage WHERE case_id = $1 AND key = $2 ORDER BY phase_seq DESC, instance DESC LIMIT 1)
    AND a.login IN ($3, $4) AND NOT t.dropped
  ORDER BY a.login <> $3 LIMIT 1`;

type Phases = Parameters<typeof publishRoute>[1];

/** The world's route, naming people of the office. */
async function phasesOf(db: TestDatabase, { phases }: Route): Promise<Phases> {
  const ids = await Promise.all(STAFF.map(async (one) => (await actorOf(db, one)).id));
  const stagesOf = ({ stages }: World['phases'][number]) =>
    stages.map((stage) => ({
      ...stage.rule,
      approvers: stage.people.map((person, nth) => ({
        kind: 'PERSON' as const,
        account: ids[person] ?? '',
        weight: weightOf(stage, nth),
      })),
    }));
  return Object.fromEntries(phases.map((phase) => [phase.name, { stages: stagesOf(phase) }]));
}

function login(person: number): string {
  return STAFF[person] ?? '';
}
