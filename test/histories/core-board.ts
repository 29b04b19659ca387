import { Refusal } from '../../src/domain/refusal.ts';
import { principalsFor, type Substitution } from '../../src/domain/substitution/chains.ts';
import type { CaseFacts, Scope } from '../../src/domain/substitution/scope.ts';
import {
  concludeStage,
  concludeSupplement,
  expireSupplement,
  type StageConclusion,
} from '../../src/domain/tasks/conclude-stage.ts';
import { enterPhase } from '../../src/domain/tasks/enter-phase.ts';
import { openPhase } from '../../src/domain/tasks/open-phase.ts';
import {
  approvedKeys,
  isLive,
  isTakenBack,
  standingRun,
  type Effect,
  type PhaseContext,
} from '../../src/domain/tasks/phase-state.ts';
import { removeSigner } from '../../src/domain/tasks/signers.ts';
import { moveRoute } from '../../src/domain/routes/move-route.ts';
import { standing, type Standing } from '../../src/domain/tasks/standing.ts';
import { takeBackWord } from '../../src/domain/tasks/take-back-word.ts';
import { takeBack, takeBackPhase } from '../../src/domain/tasks/take-back.ts';
import type { AnyStep } from './further-steps.ts';
import {
  assertNotDelegated,
  assertReceiver,
  isAlone,
  mayReceive,
  phaseOf,
  rulesOf,
  isSeated,
  stageOf,
  stateOf,
  turns,
  UNCLAIMED,
  type Cause,
  type Decision,
  type Phase,
  type Run,
} from './core/rows.ts';
import { freshSeats, lastWordOf, seatsAgain, signerSeat, type BoardSeat } from './core/seats.ts';
import type { Route, World, WorldStage } from './world.ts';

/** The pure core, with rows in memory: what the product does with its effects in PostgreSQL, done here with arrays. */
export class CoreBoard {
  readonly #newer: Route;
  #route: Route;
  readonly #phases: Phase[] = [];
  readonly #decisions: Decision[] = [];
  #clock = 0;
  #ids = 0;
  #movedAt = 0;
  #ended: string | null = null;
  #substitutions: readonly Substitution[] = [];

  constructor(world: World) {
    this.#newer = world.newer;
    this.#route = { phases: world.phases };
    this.#enter(0);
  }

  /** False: the core refuses. */
  take(step: AnyStep): boolean {
    try {
      this.#clock += 1;
      this.#perform(step);
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  picture(): string[] {
    if (this.#ended !== null) return [this.#ended];
    const phase = this.#phase();
    const owed = phase.runs.find((run) => run.kind === 'SUPPLEMENT' && isLive(run));
    const state = stateOf(phase);
    const approved = approvedKeys(state);
    const lines = phase.world.stages.map((stage) => {
      const live = phase.runs.find((run) => run.key === stage.rule.key && isLive(run));
      if (live === undefined) return `${stage.rule.key} ${approved.includes(stage.rule.key) ? 'PASSED' : 'IDLE'}`;
      const words = live.seats.filter(({ outcome }) => outcome !== null);
      const said = words.map((seat) => `${seat.decidedBy ?? '?'}${seat.outcome === 'APPROVE' ? '+' : '-'}`).sort();
      const { open } = standing(stage.rule, live.seats);
      const asks = live.seats.filter(({ id }) => open.has(id));
      const whom = asks.flatMap((seat) => (seat.claimedBy === null ? seat.people : [seat.claimedBy]));
      const helpers = asks.flatMap(({ delegate }) => delegate ?? []);
      const help = helpers.length === 0 ? '' : ` with ${helpers.sort().join(',')}`;
      return `${stage.rule.key} ${live.state === 'OPEN' ? 'OPEN' : 'PAUSED'} [${said.join(' ')}] asks ${whom.sort().join(',')}${help}`;
    });
    return [`${phase.world.name}${owed === undefined ? '' : ` owed to ${owed.returningKey ?? ''}`}`, ...lines];
  }

  /** A stage is never open twice. */
  hasOneRunEach(): boolean {
    const keys = this.#phase().runs.filter(isLive);
    return new Set(keys.map(({ key }) => key)).size === keys.length;
  }

  #perform(step: AnyStep): void {
    if (this.#ended !== null) throw new Refusal('CASE_CLOSED');
    switch (step.do) {
      case 'WITHDRAW':
        this.#ended = 'WITHDRAWN';
        return;
      case 'EXPIRE':
        this.#apply(expireSupplement(stateOf(this.#phase()), this.#supplement()), null);
        return;
      case 'SUPPLEMENT': {
        const run = this.#supplement();
        this.#apply(concludeSupplement(stateOf(this.#phase()), run, step.changed), { n: step.n, word: step.do });
        return;
      }
      case 'CLAIM':
      case 'RELEASE': {
        const { run, seat, principal } = this.#seat(step);
        if (stageOf(this.#phase().world, run.key).rule.mode !== 'ANY') throw new Refusal('NOT_HOLDER');
        if (step.do === 'RELEASE' && seat.claimedBy === null) throw new Refusal('NOT_CLAIMED');
        if (step.do === 'RELEASE' || seat.claimedBy !== step.by) assertNotDelegated(seat);
        if (step.do === 'RELEASE') Object.assign(seat, UNCLAIMED);
        else if (seat.claimedBy !== step.by) this.#take(seat, step.by, principal);
        return;
      }
      case 'MOVE':
        this.#move();
        return;
      case 'SUBSTITUTE':
        this.#standIns([{ principalId: String(step.of), substituteId: String(step.by), id: '', ...EVERYWHERE }]);
        return;
      case 'REVOKE':
        if (this.#substitutions.length === 0) throw new Refusal('NOT_FOUND');
        this.#standIns([]);
        return;
      case 'TRANSFER': {
        const { run, seat } = this.#seat(step);
        assertNotDelegated(seat);
        assertReceiver(run, step, seat);
        Object.assign(seat, { people: [step.to], ...UNCLAIMED });
        this.#note(run, seat);
        return;
      }
      case 'ADD': {
        const { run, seat, principal } = this.#seat(step);
        assertNotDelegated(seat);
        assertReceiver(run, step, null);
        if (seat.claimedBy === null) this.#take(seat, step.by, principal);
        run.seats.push(signerSeat(run.seats, seat, step, this.#clock));
        turns(run, standing(this.#stage(run.key).rule, run.seats).open);
        this.#note(run, seat);
        return;
      }
      case 'DELEGATE': {
        const { run, seat, principal } = this.#seat(step);
        assertNotDelegated(seat);
        assertReceiver(run, step, seat);
        if (seat.claimedBy === null) this.#take(seat, step.by, principal);
        seat.delegate = step.to;
        this.#note(run, seat);
        return;
      }
      case 'RECALL':
      case 'RECOMMEND': {
        const { run, seat } = step.do === 'RECALL' ? this.#seat(step) : this.#workOf(step);
        if (seat.delegate === null) throw new Refusal('NOT_DELEGATED');
        seat.delegate = null;
        this.#note(run, seat);
        return;
      }
      case 'HAND_OVER':
        this.#handOver(step);
        return;
      case 'REMOVE':
        this.#remove(step);
        return;
      case 'APPROVE':
      case 'REJECT':
      case 'RETURN':
        this.#decide(step);
        return;
      case 'TIME_OUT':
        this.#timeOut(step);
        return;
      case 'TAKE_BACK':
        this.#takeBack(step.of);
        return;
    }
  }

  #move(): void {
    if (this.#route === this.#newer) throw new Refusal('ROUTE_VERSION_NOT_POSSIBLE');
    const phase = this.#phase();
    const { effects } = moveRoute(stateOf(phase), rulesOf(phaseOf(this.#newer, phase.world.name)));
    this.#route = this.#newer;
    this.#movedAt = this.#clock;
    for (const one of this.#phases) one.world = phaseOf(this.#newer, one.world.name);
    this.#apply(effects, null);
  }

  #take(seat: BoardSeat, by: number, principal: number | null): void {
    Object.assign(seat, { claimedBy: by, claimedFor: principal, claimedAt: this.#clock });
  }

  /** What is held for somebody for whom its holder stands in no longer goes back. */
  #standIns(substitutions: readonly Substitution[]): void {
    this.#substitutions = [];
    for (const run of this.#phase().runs.filter(isLive)) {
      for (const seat of run.seats) {
        const isOver = seat.state === 'DONE' || seat.state === 'GONE';
        if (!isOver && seat.claimedFor !== null) Object.assign(seat, { ...UNCLAIMED, delegate: null });
      }
    }
    this.#substitutions = substitutions;
  }

  /** Whom somebody stands in for, nearest first. */
  #principalsOf(by: number): number[] {
    return principalsFor(this.#substitutions, String(by), SOME_CASE, LONGEST_CHAIN).map(Number);
  }

  #workOf({ stage, by, of }: Extract<AnyStep, { do: 'RECOMMEND' }>): { run: Run; seat: BoardSeat } {
    const run = this.#phase().runs.find((one) => one.key === stage && one.state === 'OPEN');
    const seat = run?.seats.find(
      (one) => one.state === 'OPEN' && this.#worksOn(run, one, by) && one.people.includes(of),
    );
    if (run === undefined || seat === undefined) throw new Refusal('NOT_DELEGATE');
    return { run, seat };
  }

  /** Asked to work on it, or standing in for whom was asked; whoever has it in hand recalls it instead. */
  #worksOn(run: Run, seat: BoardSeat, by: number): boolean {
    const { delegate, claimedBy, claimedFor } = seat;
    if (delegate === null || delegate === by) return delegate === by;
    const isInHand = claimedBy === by || claimedFor === by;
    return !isInHand && this.#principalsOf(by).includes(delegate) && !isSeated(run.seats, by, seat);
  }

  #handOver({ from, to }: Extract<AnyStep, { do: 'HAND_OVER' }>): void {
    const passings = this.#phase()
      .runs.filter(isLive)
      .flatMap((run) =>
        run.seats
          .filter(({ state, people, claimedBy }) => {
            const isSole = claimedBy === null ? people.length === 1 && people.includes(from) : claimedBy === from;
            return isSole && (state === 'OPEN' || state === 'HELD');
          })
          .map((seat) => ({ run, seat })),
      );
    const possible = passings.filter(({ run, seat }) => mayReceive(run, { by: from, to }, seat));
    if (possible.length === 0) throw new Refusal('HAND_OVER_NOT_NEEDED');
    for (const { run, seat } of possible) {
      const delegate = seat.delegate === to ? null : seat.delegate;
      Object.assign(seat, { people: [to], delegate, ...UNCLAIMED });
      this.#note(run, seat);
    }
  }

  #note(run: Run, seat: BoardSeat): void {
    run.isHandled = true;
    seat.handledAt = this.#clock;
  }

  #remove({ stage, by, who }: Extract<AnyStep, { do: 'REMOVE' }>): void {
    const phase = this.#phase();
    const run = phase.runs.find((one) => one.key === stage && one.state === 'OPEN');
    const signer = run?.seats.find(
      ({ added, state, people }) => added !== null && state !== 'GONE' && people.includes(who),
    );
    const seat = run?.seats.find(({ id }) => id === signer?.added?.by);
    if (run === undefined || signer === undefined || seat === undefined) throw new Refusal('NOT_FOUND');
    const isTheirs = this.#inWhoseName(run, seat, by) !== undefined;
    if (signer.addedBy !== by && (seat.state === 'DONE' || !isTheirs)) throw new Refusal('NOT_YOURS');
    const removal = removeSigner(signer.id, run.seats);
    if (removal.kind !== 'REMOVED') throw new Refusal('SIGNER_HAS_SPOKEN');
    for (const one of run.seats) if (removal.seats.includes(one.id)) one.state = 'GONE';
    this.#note(run, seat);
    const { outcome, open } = standing(this.#stage(stage).rule, run.seats);
    if (outcome === null) turns(run, open);
    else this.#apply(concludeStage(stateOf(phase), run, { kind: outcome }), null);
  }

  #decide(step: Extract<AnyStep, { do: 'APPROVE' | 'REJECT' | 'RETURN' }>): void {
    const { run, seat, principal } = this.#seat(step);
    const { rule } = stageOf(this.#phase().world, run.key);
    assertNotDelegated(seat);
    if (step.do === 'RETURN' && !rule.returnTo.includes(step.to)) throw new Refusal('RETURN_TARGET_UNKNOWN');
    const said = { n: step.n, by: step.by, principal };
    this.#speak(run, seat, step.do === 'RETURN' ? this.#target(step) : { kind: step.do }, said);
  }

  #timeOut({ stage, who, n }: Extract<AnyStep, { do: 'TIME_OUT' }>): void {
    const run = this.#phase().runs.find((one) => one.key === stage && one.state === 'OPEN');
    const seat = run?.seats.find(({ state, people }) => state === 'OPEN' && people.includes(who));
    if (run === undefined || seat === undefined) throw new Refusal('NOT_FOUND');
    const { onOverdue } = stageOf(this.#phase().world, stage).rule;
    if (onOverdue !== 'APPROVE' && onOverdue !== 'REJECT') throw new Refusal('NOT_FOUND');
    this.#speak(run, seat, { kind: onOverdue }, { n, by: null, principal: null });
  }

  #speak(run: Run, seat: BoardSeat, word: StageConclusion, said: Pick<Decision, 'n' | 'by' | 'principal'>): void {
    const phase = this.#phase();
    const { rule } = stageOf(phase.world, run.key);
    let conclusion: StageConclusion | undefined = word;
    let open: ReadonlySet<string> | undefined;
    const outcome = word.kind === 'RETURN' ? null : word.kind;
    if (!isAlone(rule, run) && outcome !== null) {
      const seats = run.seats.map((one) => (one === seat ? { ...one, state: 'DONE' as const, outcome } : one));
      const stands = standing(rule, seats);
      conclusion = stands.outcome === null ? undefined : { kind: stands.outcome };
      if (stands.outcome === null) open = stands.open;
    }
    const effects = conclusion === undefined ? [] : concludeStage(stateOf(phase), run, conclusion);
    const decision: Decision = { ...said, run, phase, seat, word: word.kind, at: this.#clock, takenBack: false };
    this.#decisions.push(decision);
    const { by: decidedBy, principal: decidedFor } = said;
    Object.assign(seat, { state: 'DONE', outcome, decidedBy, decidedFor, decidedAt: this.#clock });
    if (open !== undefined) turns(run, open);
    this.#apply(effects, decision);
  }

  #target({ to, resume }: Extract<AnyStep, { do: 'RETURN' }>): StageConclusion {
    if (to === 'applicant') return { kind: 'RETURN', to };
    const phase = this.#route.phases.find(({ stages }) => stages.some(({ rule }) => rule.key === to));
    return { kind: 'RETURN', to, phase: phase?.name ?? '', resume };
  }

  #takeBack(n: number): void {
    const decision = this.#decisions.find((one) => one.n === n);
    if (decision === undefined || decision.takenBack || decision.at < this.#movedAt) {
      throw new Refusal('TAKE_BACK_TOO_LATE');
    }
    const { phase, by } = decision;
    if (by === null) throw new Refusal('NOT_YOURS');
    const run = standingRun(phase, decision.run);
    const isVote = run.state === 'OPEN' && phase.outcome === null;
    if (run.state !== 'DONE' && !isVote) throw new Refusal('TAKE_BACK_TOO_LATE');
    const counted = decision.word !== 'RETURN' && run.outcome !== 'RETURN' ? this.#without(run, decision) : undefined;
    const seat = lastWordOf(run.seats, by);
    if (isVote) {
      Object.assign(seat ?? {}, { state: 'OPEN', outcome: null, decidedBy: null, decidedFor: null });
      turns(run, counted?.open ?? new Set());
      if (seat !== undefined) this.#handBack(run, seat, by, decision.principal);
    } else if (counted !== undefined && counted.outcome === run.outcome) {
      // The stage came to what it came to without this word.
      Object.assign(seat ?? {}, { state: 'OPEN', outcome: null, decidedBy: null, decidedFor: null });
    } else {
      const touched = this.#touched(decision);
      const openedSince = new Set(phase.runs.filter(({ openedAt }) => openedAt > decision.at).map(({ id }) => id));
      const own = { id: String(n), run, word: decision.word, by: String(by), openedSince };
      if (phase.outcome === null) this.#apply(takeBack(stateOf(phase), own, touched), null);
      else {
        const next = this.#phases[this.#phases.indexOf(phase) + 1];
        const last = this.#decisions.findLast((one) => one.phase === phase && (!one.takenBack || one === decision));
        if (last !== decision || next === undefined || next.outcome !== null) throw new Refusal('TAKE_BACK_TOO_LATE');
        this.#apply(takeBackPhase(stateOf(next), own, touched), null);
      }
    }
    decision.takenBack = true;
  }

  #handBack(run: Run, seat: BoardSeat, by: number, principal: number | null): void {
    const isShared = this.#stage(run.key).rule.mode === 'ANY' && seat.added === null;
    if (seat.state !== 'OPEN' || (!isShared && seat.claimedBy === null)) return;
    if (this.#mayHold(run, seat, by, principal)) {
      const claimedAt = !isShared && seat.claimedBy === by ? seat.claimedAt : this.#clock;
      Object.assign(seat, { claimedBy: by, claimedFor: principal, claimedAt });
    } else if (seat.claimedBy === by) Object.assign(seat, UNCLAIMED);
  }

  #without(run: Run, { by, at }: Decision): Standing | undefined {
    const { rule } = this.#stage(run.key);
    const seat = lastWordOf(run.seats, by);
    if (isAlone(rule, run)) return undefined;
    if (seat === undefined) throw new Refusal('TAKE_BACK_TOO_LATE');
    const isSince = (instant: number | null) => instant !== null && instant >= at;
    const seats = run.seats.map((one) => ({
      ...one,
      isEarlier: one.decidedAt !== null && one.decidedAt < at,
      isTouched: isSince(one.claimedAt) || isSince(one.handledAt) || (one.added !== null && isSince(one.createdAt)),
    }));
    return takeBackWord(rule, seats, seat.id);
  }

  #stage(key: string): WorldStage {
    return stageOf({ name: '', stages: this.#route.phases.flatMap(({ stages }) => stages) }, key);
  }

  #touched(decision: Decision): Set<string> {
    const touched = new Set<string>();
    for (const { runs } of this.#phases) {
      for (const run of runs) {
        const isClaimed = run.seats.some(({ claimedBy }) => claimedBy !== null);
        const isDecided = this.#decisions.some((one) => one.run === run && one !== decision && !one.takenBack);
        if (isClaimed || isDecided || run.isHandled) touched.add(run.id);
      }
    }
    return touched;
  }

  /** The seat on which somebody acts: their own before that of anybody they stand in for. */
  #seat({ stage, by }: { stage: string; by: number }): { run: Run; seat: BoardSeat; principal: number | null } {
    const run = this.#phase().runs.find((one) => one.key === stage && one.state === 'OPEN');
    const open = (run?.seats ?? []).filter(({ state }) => state === 'OPEN');
    const own = open.find((one) => isOwn(one, by));
    if (run !== undefined && own !== undefined) return { run, seat: own, principal: null };
    for (const seat of open) {
      const principal = run === undefined ? undefined : this.#inWhoseName(run, seat, by);
      if (run !== undefined && principal !== undefined) return { run, seat, principal };
    }
    throw new Refusal('NOT_HOLDER');
  }

  /** Null: in their own. Undefined: it is no business of theirs. */
  #inWhoseName(run: Run, seat: BoardSeat, by: number): number | null | undefined {
    if (isOwn(seat, by)) return null;
    if (isSeated(run.seats, by, seat)) return undefined;
    return this.#principalsOf(by).find((principal) => isOwn(seat, principal));
  }

  #mayHold(run: Run, seat: BoardSeat, by: number, principal: number | null): boolean {
    if (principal === null) return seat.people.includes(by);
    const isSubstitute = this.#principalsOf(by).includes(principal) && !isSeated(run.seats, by, seat);
    return isSubstitute && seat.people.includes(principal);
  }

  #supplement(): Run {
    const run = this.#phase().runs.find((one) => one.kind === 'SUPPLEMENT' && one.state === 'OPEN');
    if (run === undefined) throw new Refusal('WRONG_STATE');
    return run;
  }

  #phase(): Phase {
    const phase = this.#phases.at(-1);
    if (phase === undefined) throw new Error('A case has a phase');
    return phase;
  }

  #enter(index: number): void {
    const world = this.#route.phases[index];
    if (world === undefined) {
      this.#ended = 'APPROVED';
      return;
    }
    const past = this.#phases.map((one) => ({ name: one.world.name, outcome: one.outcome, context: one.left }));
    const context = enterPhase(past, world.name);
    const phase: Phase = { world, context, runs: [], kept: [], outcome: null, left: context };
    this.#phases.push(phase);
    const { kept, effects } = openPhase(rulesOf(world), context);
    phase.kept = kept;
    phase.left = { ...context, kept };
    this.#apply(effects, null);
  }

  #apply(effects: readonly Effect[], cause: Cause | null): void {
    const phase = this.#phase();
    const find = (id: string): Run => {
      const run = phase.runs.find((one) => one.id === id);
      if (run === undefined) throw new Error(`No run ${id}`);
      return run;
    };
    let ended: Extract<Effect, { kind: 'END_PHASE' }> | undefined;
    for (const effect of effects) {
      switch (effect.kind) {
        case 'END_RUN':
          Object.assign(find(effect.run), { state: 'DONE', outcome: effect.outcome });
          break;
        case 'OPEN_RUN': {
          const run = this.#open(phase, effect, cause);
          for (const replaced of effect.replaces) {
            Object.assign(find(replaced), { state: 'SUPERSEDED', supersededBy: run.id });
          }
          break;
        }
        case 'SUPERSEDE_RUN':
          Object.assign(find(effect.run), { state: 'SUPERSEDED', supersededBy: null });
          break;
        case 'CANCEL_RUN':
          find(effect.run).state = 'CANCELED';
          break;
        case 'SUSPEND_RUN':
          find(effect.run).state = 'SUSPENDED';
          break;
        case 'UNBIND_RUN':
          find(effect.run).returningKey = null;
          break;
        case 'RESUME_RUN':
          find(effect.run).state = 'OPEN';
          break;
        case 'RESTORE_RUN':
          Object.assign(find(effect.run), { state: 'DONE', supersededBy: null });
          break;
        case 'END_PHASE':
          ended = effect;
          break;
      }
    }
    if (ended !== undefined) this.#end(phase, ended);
  }

  #end(phase: Phase, { outcome, context }: { outcome: string; context: PhaseContext }): void {
    phase.outcome = outcome;
    phase.left = { ...phase.left, ...context };
    const index = this.#route.phases.indexOf(phase.world);
    if (outcome === 'REJECTED' || outcome === 'EXPIRED') this.#ended = outcome;
    else if (outcome === 'APPROVED') this.#enter(index + 1);
    else if (outcome === 'TAKEN_BACK') this.#enter(this.#before());
    else this.#enter(this.#route.phases.findIndex(({ name }) => outcome === `RETURN_TO_${name}`));
  }

  /** The phase that the one just taken back had come from. */
  #before(): number {
    const before = this.#phases.at(-2);
    return before === undefined ? 0 : this.#route.phases.indexOf(before.world);
  }

  #open(phase: Phase, effect: Extract<Effect, { kind: 'OPEN_RUN' }>, cause: Cause | null): Run {
    const openedBy = cause === null ? null : String(cause.n);
    const seats = effect.runKind === 'SUPPLEMENT' ? [] : this.#seatsOf(phase, effect);
    this.#ids += 1;
    const run: Run = {
      id: `run${this.#ids}`,
      key: effect.key,
      instance: 1 + phase.runs.filter(({ key }) => key === effect.key).length,
      kind: effect.runKind,
      state: 'OPEN',
      outcome: null,
      openedBy,
      openedByOutcome: cause?.word ?? null,
      returningKey: effect.returningKey ?? null,
      supersededBy: null,
      automatic: false,
      standsAgain: effect.standsAgain === true,
      seats,
      mode: effect.runKind === 'SUPPLEMENT' ? 'ANY' : stageOf(phase.world, effect.key).rule.mode,
      openedAt: this.#clock,
      isHandled: false,
    };
    phase.runs.push(run);
    return run;
  }

  #seatsOf(phase: Phase, effect: Extract<Effect, { kind: 'OPEN_RUN' }>): BoardSeat[] {
    const { key, assignTo, standsAgain: again, carriesWords = false } = effect;
    const stage = stageOf(phase.world, key);
    const former = this.#former(key);
    const by = assignTo === undefined ? null : Number(assignTo);
    const seats =
      again === true && former !== undefined
        ? seatsAgain(stage, former.seats, {
            by,
            at: this.#clock,
            mayHold: (seat, holder, principal) => this.#mayHold(former, seat, holder, principal),
          })
        : undefined;
    // In a phase that goes on, only a change of its route cancels a stage.
    const isCanceledHere = former?.state === 'CANCELED' && phase.runs.includes(former);
    return (
      seats ?? freshSeats(stage, former, { at: this.#clock, carriesWords, isMoved: carriesWords || isCanceledHere })
    );
  }

  #former(stage: string): Run | undefined {
    // A phase that ended because an earlier decision was taken back left no trace of its own.
    return this.#phases
      .filter(({ outcome }) => outcome !== 'TAKEN_BACK')
      .flatMap((phase) => phase.runs.filter((run) => !isTakenBack(phase, run)))
      .findLast((run) => run.key === stage && run.kind === 'APPROVAL');
  }
}

const EVERYWHERE: Scope = { processes: null, unitIds: null, amountFrom: null, amountBelow: null };
const SOME_CASE: CaseFacts = { process: 'ADMISSION', unitPath: [], amount: 0 };
const LONGEST_CHAIN = 1;

/** What a substitute has in hand, the one they stand in for has too. */
function isOwn({ people, claimedBy, claimedFor }: BoardSeat, by: number): boolean {
  return people.includes(by) && (claimedBy === null || claimedBy === by || claimedFor === by);
}
