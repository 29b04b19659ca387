import { concludeStage, concludeSupplement, expireSupplement } from '../../../src/domain/tasks/conclude-stage.ts';
import { enterPhase, type PastPhase } from '../../../src/domain/tasks/enter-phase.ts';
import { openPhase } from '../../../src/domain/tasks/open-phase.ts';
import { takeBack, takeBackPhase } from '../../../src/domain/tasks/take-back.ts';
import type { Effect, PhaseState, Resume, StageRun } from '../../../src/domain/tasks/phase-state.ts';
import type { StageRule } from '../../../src/domain/routes/route.ts';
import { Refusal } from '../../../src/domain/refusal.ts';
import { carryOut, phase as emptyPhase } from './phases.ts';

/** Two phases, one after the other, as a process has them. */
export const PHASES = ['MATERIAL', 'APPROVAL'] as const;
export type TwoPhases = Readonly<Record<(typeof PHASES)[number], readonly StageRule[]>>;

export type Word =
  | { readonly kind: 'APPROVE' }
  | { readonly kind: 'REJECT' }
  | { readonly kind: 'RETURN'; readonly to: string; readonly resume: Resume };

interface StoryDecision {
  readonly id: string;
  readonly runId: string;
  readonly seq: number;
  readonly endedPhase: boolean;
  /** How many runs the phase had once the decision was carried out. */
  runs: number;
  takenBack: boolean;
}

/**
 * A case gone through by the route core alone, beside a second, plain book of which stages stand approved: a stage stands from its approval
 * until a return, a changed item or a taking back makes it fall.
 */
export class Story {
  readonly #route: TwoPhases;
  readonly past: PastPhase[] = [];
  readonly decisions: StoryDecision[] = [];
  readonly standing = new Set<string>();
  /** Which stage waits for which, after a return straight back inside the phase. */
  readonly waits = new Map<string, string>();
  phase: PhaseState;
  end: string | undefined;
  #runsOf: PhaseState[] = [];
  readonly #fell = new Map<string, string[]>();
  readonly #claimed = new Set<string>();
  #number = 0;

  constructor(route: TwoPhases) {
    this.#route = route;
    this.phase = this.#open('MATERIAL');
  }

  get seq(): number {
    return this.past.length;
  }

  open(): StageRun[] {
    return this.end === undefined ? this.phase.runs.filter(({ state }) => state === 'OPEN') : [];
  }

  claim(run: StageRun): void {
    this.#claimed.add(`${this.seq}:${run.id}`);
  }

  decide(run: StageRun, word: Word): void {
    const phaseOfTarget = word.kind === 'RETURN' ? this.phaseOf(word.to) : undefined;
    const effects =
      word.kind !== 'RETURN'
        ? concludeStage(this.phase, run, word)
        : word.to === 'applicant'
          ? concludeStage(this.phase, run, { kind: 'RETURN', to: 'applicant' })
          : concludeStage(this.phase, run, { ...word, phase: phaseOfTarget ?? '' });
    const id = this.#note(run, effects);
    const fell = word.kind === 'RETURN' ? this.#fallenBy(word) : [];
    this.#fell.set(
      id,
      fell.filter((key) => this.standing.delete(key)),
    );
    if (word.kind === 'APPROVE') {
      this.standing.add(run.key);
      for (const [waiting, target] of this.waits) if (target === run.key) this.waits.delete(waiting);
    }
    if (word.kind === 'RETURN' && word.resume === 'FORWARD') this.waits.clear();
    if (phaseOfTarget === this.phase.name && word.kind === 'RETURN' && word.resume === 'BACK') {
      this.waits.set(run.key, word.to);
    }
    this.#carry(effects, { id, outcome: word.kind });
  }

  supplement(run: StageRun, items: readonly string[]): void {
    const effects = concludeSupplement(this.phase, run, items);
    const id = this.#note(run, effects);
    for (const rule of this.phase.rules) {
      if (rule.dependsOn.some((item) => items.includes(item))) this.standing.delete(rule.key);
    }
    this.#carry(effects, { id, outcome: 'SUPPLEMENT' });
  }

  expire(run: StageRun): void {
    this.#carry(expireSupplement(this.phase, run), null);
  }

  /** False when the core says it is too late. */
  takeBack(decision: StoryDecision): boolean {
    const inside = decision.seq === this.seq;
    const decided = inside ? this.phase : this.#runsOf[decision.seq];
    const run = decided?.runs.find(({ id }) => id === decision.runId);
    if (this.end !== undefined || run?.state !== 'DONE' || run.kind !== 'APPROVAL') return false;
    if (!inside && (decision.seq !== this.seq - 1 || !decision.endedPhase)) return false;
    const since = (decided?.runs ?? []).slice(decision.runs).map(({ id }) => id);
    const own = { id: decision.id, run, word: run.outcome ?? '', by: 'me', openedSince: new Set(since) };
    let effects: Effect[];
    try {
      effects = inside ? takeBack(this.phase, own, this.#touched()) : takeBackPhase(this.phase, own, this.#touched());
    } catch (error) {
      if (error instanceof Refusal && error.code === 'TAKE_BACK_TOO_LATE') return false;
      throw error;
    }
    decision.takenBack = true;
    this.waits.clear();
    this.standing.delete(run.key);
    for (const key of this.#fell.get(decision.id) ?? []) this.standing.add(key);
    this.#carry(effects, null);
    return true;
  }

  phaseOf(key: string): string | undefined {
    return PHASES.find((name) => this.#route[name].some((rule) => rule.key === key));
  }

  rulesOf(name: string): readonly StageRule[] {
    return name === 'MATERIAL' || name === 'APPROVAL' ? this.#route[name] : [];
  }

  /** By the regulation's own words: which results a return makes fall. */
  #fallenBy({ to, resume }: Extract<Word, { kind: 'RETURN' }>): string[] {
    if (to === 'applicant') return [];
    if (resume === 'BACK') return [to];
    const target = this.phaseOf(to) ?? '';
    const redone = this.rulesOf(target).filter(
      (rule) => rule.onReturn === 'REDO' && this.#comesAfter(rule, to, target),
    );
    const here = target === this.phase.name ? [] : this.phase.rules.filter(({ onReturn }) => onReturn === 'REDO');
    return [to, ...redone.map(({ key }) => key), ...here.map(({ key }) => key)];
  }

  #comesAfter(rule: StageRule, key: string, name: string): boolean {
    return rule.after.some(
      (before) =>
        before === key ||
        this.rulesOf(name).some((other) => other.key === before && this.#comesAfter(other, key, name)),
    );
  }

  #note(run: StageRun, effects: readonly Effect[]): string {
    this.#number += 1;
    const id = `decision-${this.#number}`;
    const endedPhase = effects.some(({ kind }) => kind === 'END_PHASE');
    this.decisions.push({ id, runId: run.id, seq: this.seq, endedPhase, runs: 0, takenBack: false });
    return id;
  }

  #touched(): ReadonlySet<string> {
    const here = `${this.seq}:`;
    const claimed = [...this.#claimed].filter((name) => name.startsWith(here)).map((name) => name.slice(here.length));
    const decided = this.decisions.filter(({ seq, takenBack }) => seq === this.seq && !takenBack);
    return new Set([...claimed, ...decided.map(({ runId }) => runId)]);
  }

  #carry(effects: readonly Effect[], decision: { id: string; outcome: string } | null): void {
    this.phase = carryOut(this.phase, effects, decision);
    for (const made of this.decisions) if (made.id === decision?.id) made.runs = this.phase.runs.length;
    const last = effects.at(-1);
    if (last?.kind !== 'END_PHASE') return;
    const { outcome, context } = last;
    this.waits.clear();
    this.#runsOf[this.seq] = this.phase;
    const before = this.past.at(-1);
    this.past.push({ name: this.phase.name, outcome, context });
    const next = this.#follows(this.phase.name, outcome, before?.name);
    if (next === undefined) this.end = outcome;
    else this.phase = this.#open(next);
  }

  #follows(name: string, outcome: string, before: string | undefined): string | undefined {
    if (outcome === 'TAKEN_BACK') return before;
    if (outcome === 'RETURN_TO_MATERIAL') return 'MATERIAL';
    return outcome === 'APPROVED' && name === 'MATERIAL' ? 'APPROVAL' : undefined;
  }

  #open(name: string): PhaseState {
    const rules = this.rulesOf(name);
    const { kept, effects } = openPhase(rules, enterPhase(this.past, name));
    return carryOut({ ...emptyPhase(rules, [], kept), name }, effects, null);
  }
}
