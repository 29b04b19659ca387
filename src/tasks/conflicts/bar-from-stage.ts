import type { Act } from '../../acts/act.ts';
import type { StageRule } from '../../domain/routes/route.ts';
import { concludeStage } from '../../domain/tasks/conclude-stage.ts';
import type { Effect, StageRun } from '../../domain/tasks/phase-state.ts';
import { vacateSeat } from '../../domain/tasks/vacate-seat.ts';
import { findApprovers } from '../people/approvers/find-approvers.ts';
import type { StageApprovers } from '../people/approvers/stage-approvers.ts';
import { administrators } from '../people/approvers/nobody-found.ts';
import { inPerson } from '../people/approvers/resolve-approvers.ts';
import { superiorsOf } from '../people/approvers/superiors.ts';
import { returnToPool } from '../people/lost-claims.ts';
import { couldTake } from '../people/people.ts';
import { recordAutomatic } from '../runs/automatic.ts';
import { systemSeat } from '../seats/seats.ts';
import { tellHolders } from '../runs/tell-holders.ts';
import { giveTurns } from '../seats/turns.ts';
import { closeSeat, dropSeat } from '../seats/close-seat.ts';
import { readSeats, type SeatRow } from '../seats/read-seats.ts';
import { phaseState, type CaseSnapshot, type PhaseRow } from '../snapshot.ts';
import { bar, barredFrom, exclude, offersOf, reoffer } from './offers.ts';

/** A live stage in which somebody must no longer act. */
export interface BarredStage {
  readonly snapshot: CaseSnapshot;
  readonly phase: PhaseRow;
  readonly run: StageRun;
  readonly rule: StageRule;
  readonly accountId: string;
}

/** How the stage goes on, in a word for the record, and what that means for its phase. */
export interface Barred {
  readonly goesOn: 'OTHERS' | 'SUPERIOR' | 'DROPPED' | 'REPLANNED' | 'BY_SYSTEM';
  readonly effects: readonly Effect[];
}

/** Takes somebody out of a stage at once: their claim, their offers and their seat go to whom the route says. */
export async function barFromStage(act: Act, stage: BarredStage): Promise<Barred> {
  const { run, accountId } = stage;
  bar(act, run.id, accountId);
  const offers = await offersOf(act.tx, run.id, accountId);
  await returnToPool(
    act,
    offers.filter(({ isTheirs, isShared }) => isTheirs && isShared),
    'CONFLICT_OF_INTEREST',
  );
  const alone = offers.find(({ isNamed, isShared }) => isNamed && !isShared);
  if (alone !== undefined) return vacate(act, stage, alone.id);
  for (const { id, isPool } of offers) {
    const isAsked = stage.rule.mode === 'ANY' || isPool;
    if (isAsked && (await couldTake(act.tx, id)).length === 0) {
      return replan(act, stage, id, await readSeats(act.tx, run.id));
    }
  }
  return { goesOn: 'OTHERS', effects: [] };
}

/** A seat that was this person's alone. */
async function vacate(act: Act, stage: BarredStage, taskId: string): Promise<Barred> {
  const { snapshot, phase, run, rule } = stage;
  const seats = await readSeats(act.tx, run.id);
  const isSuspended = run.state === 'SUSPENDED';
  const superior = rule.onConflict === 'SUPERIOR' ? await superiorFor(act, stage, seats) : null;
  const vacancy = vacateSeat(rule, seats, taskId, { superior, isSuspended });
  switch (vacancy.kind) {
    case 'SUPERIOR':
      await give(act, stage, taskId, { scopes: [inPerson(vacancy.accountId)], holders: [vacancy.accountId] });
      return { goesOn: 'SUPERIOR', effects: [] };
    case 'REPLAN':
      return replan(act, stage, taskId, seats);
    case 'DROP': {
      dropSeat(act, taskId);
      const { outcome, open } = vacancy;
      if (outcome !== null) {
        return { goesOn: 'DROPPED', effects: concludeStage(phaseState(snapshot, phase), run, { kind: outcome }) };
      }
      await giveTurns(
        act,
        snapshot,
        rule,
        seats.filter(({ id }) => id !== taskId),
        open,
      );
      return { goesOn: 'DROPPED', effects: [] };
    }
  }
}

/** The nearest superior whom nothing excludes, unless they have a seat in the stage already. */
async function superiorFor(
  act: Act,
  { snapshot, run, accountId }: BarredStage,
  seats: readonly SeatRow[],
): Promise<string | null> {
  const [barred, superiors] = await Promise.all([
    barredFrom(act.tx, run.id),
    superiorsOf(act.tx, snapshot, [accountId]),
  ]);
  const nearest = superiors.get(accountId)?.find((id) => !barred.has(id));
  return nearest === undefined || seatedIn(seats).has(nearest) ? null : nearest;
}

/**
 * Asks the stage's rules anew, the person being barred by now. What is suspended, or where signers were added, is decided by people only:
 * the system does not speak past them.
 */
async function replan(act: Act, stage: BarredStage, taskId: string, seats: readonly SeatRow[]): Promise<Barred> {
  const { snapshot, phase, run, rule } = stage;
  const isForPeople = run.state === 'SUSPENDED' || seats.some(({ added, state }) => added !== null && state !== 'GONE');
  const found = await findApprovers(act.tx, snapshot, isForPeople ? byPeople(rule) : rule, true);
  if (found.automatic !== null) {
    const { outcome } = found.automatic;
    const seat = systemSeat(found.automatic);
    closeSeat(act, taskId, outcome, null);
    act.tx.send('UPDATE stage SET automatic = $2 WHERE id = $1', [run.id, found.automatic.reasonCode]);
    await recordAutomatic(act, snapshot, { stageId: run.id, key: run.key }, [{ taskId, seat }]);
    return { goesOn: 'BY_SYSTEM', effects: concludeStage(phaseState(snapshot, phase), run, { kind: outcome }) };
  }
  exclude(act, run.id, found.exclusions);
  const isShared = rule.mode === 'ANY' && seats.some(({ id, added }) => id === taskId && added === null);
  await give(act, stage, taskId, await unseated(act, stage, found, isShared ? [] : seats));
  return { goesOn: 'REPLANNED', effects: [] };
}

function byPeople(rule: StageRule): StageRule {
  const onNobody = rule.onNobody === 'PASS' || rule.onNobody === 'REJECT' ? 'ADMINISTRATOR' : rule.onNobody;
  const onApplicant = rule.onApplicant === 'SKIP' ? 'EXCLUDE' : rule.onApplicant;
  return { ...rule, onNobody, onApplicant, onRepeat: rule.onRepeat === 'SKIP' ? 'AGAIN' : rule.onRepeat };
}

type Offered = Pick<StageApprovers, 'scopes' | 'holders'>;

/** Of those whom the rules name, who has none of these seats and is not excluded from the stage; without any the administrators. */
async function unseated(
  act: Act,
  { snapshot, run }: BarredStage,
  found: StageApprovers,
  seats: readonly SeatRow[],
): Promise<Offered> {
  if (found.standIn === 'ADMINISTRATOR') return found;
  const barred = await barredFrom(act.tx, run.id);
  const seated = seatedIn(seats);
  const isFree = (id: string) => !barred.has(id) && !seated.has(id);
  const holders = found.holders.filter(isFree);
  if (holders.length === 0) return administrators(act.tx, snapshot, found);
  const pools = found.scopes.filter(({ accountId }) => accountId === null || isFree(accountId));
  return { scopes: seats.length === 0 ? pools : holders.map(inPerson), holders };
}

/** Everybody who has a word in the stage, or had one. */
function seatedIn(seats: readonly SeatRow[]): ReadonlySet<string> {
  const people = seats.flatMap(({ holders, decidedBy, assigneeId }) => [...holders, decidedBy, assigneeId]);
  return new Set(people.filter((id) => id !== null));
}

async function give(act: Act, { snapshot, rule }: BarredStage, taskId: string, offered: Offered): Promise<void> {
  const { dueAt, isOpen } = await reoffer(act.tx, taskId, offered.scopes);
  if (!isOpen) return;
  await tellHolders(act, snapshot, rule, { taskId, dueAt, holders: offered.holders, ref: `conflict:${act.id}` });
}
