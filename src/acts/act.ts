import type { Channel } from '../domain/access/actor.ts';
import type { Tx } from '../persistence/tx.ts';
import { appendAudit, type AuditRecord } from '../audit/append.ts';
import { recordEvents } from '../events/record-events.ts';
import { changesSince, marksOf } from '../events/task-marks.ts';
import type { Happening } from '../domain/webhooks/events.ts';
import type { TaskMark } from '../domain/webhooks/task-changes.ts';
import { enqueueNotices, type Notice } from '../messages/enqueue.ts';
import { writeOutbox, type FreshRow, type Wake } from './outbox.ts';

export interface ActorRef {
  readonly id: string | null;
  readonly kind: 'PERSON' | 'SERVICE' | 'SYSTEM';
}

/** Read after the lock is won: the transaction's clock, and an id for the one record the act is about. */
export interface ActStart {
  readonly now: Date;
  readonly id: string;
  /** Whether any webhook is registered: acts that nobody outside listens to spare the statement that would tell them. */
  readonly listened: boolean;
}

export const START_OF_ACT = `SELECT clock_timestamp() AS now, uuidv7() AS id, EXISTS (SELECT FROM webhook WHERE state <> 'REMOVED') AS listened`;

export type AuditNote = Pick<AuditRecord, 'action' | 'reasonCode' | 'subject' | 'before' | 'after'> &
  ({ readonly caseId: string; readonly unitId?: string } | { readonly caseId?: undefined; readonly unitId: string });

/**
 * What an act, or a system step, may leave behind beside its own rows. Everything noted here is written by `flush`
 * at the end, in the one lock order of architecture §2: notices, outbox, audit head last.
 */
export class Act {
  readonly tx: Tx;
  /** The transaction's clock, read after the case's lock was won. */
  readonly now: Date;
  /** For the one record the act is about, a decision say; its order is that of the acts. */
  readonly id: string;
  readonly listened: boolean;
  readonly actor: ActorRef;
  readonly channel: Channel;
  #onBehalfOf: string | null = null;
  readonly #audit: AuditRecord[] = [];
  readonly #automatic: AuditRecord[] = [];
  readonly #notices: Notice[] = [];
  readonly #wakes: Wake[] = [];
  readonly #happenings: Happening[] = [];
  readonly #watched: TaskMark[] = [];

  constructor(tx: Tx, { now, id, listened }: ActStart, actor: ActorRef, channel: Channel) {
    this.tx = tx;
    this.now = now;
    this.id = id;
    this.listened = listened;
    this.actor = actor;
    this.channel = channel;
  }

  /** In whose name the actor acts (代理); null when in their own. */
  get onBehalfOf(): string | null {
    return this.#onBehalfOf;
  }

  /** Said once, by what found the task at hand: from then on everything the act leaves on record names both people. */
  standInFor(principalId: string | null): void {
    this.#onBehalfOf = principalId;
  }

  /** `bySystem`: what the system did of itself inside a person's act is on record as the system's, after what the person did. */
  audit({ bySystem = false, ...note }: AuditNote & { readonly bySystem?: boolean }): void {
    const chain = note.caseId === undefined ? (`unit:${note.unitId}` as const) : (`case:${note.caseId}` as const);
    const about = { ...note, chain, at: this.now };
    if (bySystem) this.#automatic.push({ ...about, actor: { id: null, kind: 'SYSTEM' }, channel: 'system' });
    else this.#audit.push({ ...about, actor: this.actor, onBehalfOf: this.onBehalfOf, channel: this.channel });
  }

  tell(notice: Notice): void {
    this.#notices.push(notice);
  }

  /** What no entry of the record says, and those outside want to know. */
  happened(happening: Happening): void {
    this.#happenings.push(happening);
  }

  /** Of these cases, which the act holds, it will tell what it did to tasks that were not over; before it does anything to them. */
  async watch(...caseIds: readonly string[]): Promise<void> {
    if (this.listened) this.#watched.push(...(await marksOf(this.tx, caseIds)));
  }

  wake(wake: Wake): void {
    this.#wakes.push(wake);
  }

  /** Returns the outbox numbers written, for delivery right after the commit. */
  async flush(): Promise<FreshRow[]> {
    const records = [...this.#audit, ...this.#automatic];
    enqueueNotices(this.tx, this.#notices, this.now);
    if (this.listened) {
      const changes = await changesSince(this.tx, this.#watched, this.actor.kind === 'SYSTEM');
      recordEvents(this.tx, records, [...changes, ...this.#happenings], this.now);
    }
    // Nobody waits for what a bulk act set in motion, so the relay takes it at once.
    const keys = await writeOutbox(this.tx, this.#wakes, this.channel === 'bulk' ? 0 : 3);
    appendAudit(this.tx, records);
    return keys;
  }
}
