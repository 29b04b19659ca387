import type { Bilingual } from '../../domain/text.ts';
import type { Tx } from '../../persistence/tx.ts';
import type { CaseSight } from '../visibility.ts';
import { readNames, type Names, type Person, type Place } from './names.ts';
import type { Way, WayPhase, WayStage } from './predict-way.ts';

export interface WayView {
  /** When the way is through at the latest, if everybody keeps their deadline; null where nobody can say. */
  readonly latestAt: string | null;
  readonly phases: readonly ReturnType<typeof phaseView>[];
}

export interface WayReader {
  readonly companyId: string | null;
  readonly phaseTitle: (name: string) => Bilingual | null;
  readonly supplementTitle: Bilingual;
  /** The office sees people; an applicant sees roles and units, and names only of their own company unless the policy shows them. */
  readonly sight: CaseSight;
  readonly showsStaffNames: boolean;
}

/** The way as its reader may see it. */
export async function wayView(tx: Tx, way: Way, reader: WayReader): Promise<WayView> {
  const stages = way.phases.flatMap((phase) => phase.stages);
  const names = await readNames(tx, reader.companyId, accountsOf(stages), placesOf(stages));
  return { latestAt: instant(way.latest), phases: way.phases.map((phase) => phaseView(phase, names, reader)) };
}

function accountsOf(stages: readonly WayStage[]): string[] {
  const ids = stages.flatMap(({ written, deciders }) => [
    ...(written?.decisions.flatMap(({ accountId, onBehalfOf }) => [accountId, onBehalfOf]) ?? []),
    ...(deciders?.people ?? []),
    ...(deciders?.excluded.map(({ accountId }) => accountId) ?? []),
  ]);
  return [...new Set(ids.filter((id) => id !== null))];
}

function placesOf(stages: readonly WayStage[]): string[] {
  const ids = stages.flatMap(({ deciders }) => deciders?.pools.map(({ scopeId }) => scopeId) ?? []);
  return [...new Set(ids.filter((id) => id !== null))];
}

function phaseView({ name, seq, state, conditional, written, stages }: WayPhase, names: Names, reader: WayReader) {
  return {
    name,
    title: reader.phaseTitle(name),
    seq: seq ?? null,
    state,
    conditional,
    outcome: written?.outcome ?? null,
    openedAt: written?.openedAt ?? null,
    overAt: written?.overAt ?? null,
    stages: stages.map((stage) => stageView(stage, names, reader)),
  };
}

function stageView(stage: WayStage, names: Names, reader: WayReader) {
  const { key, kind, rule, state, again, latest, written } = stage;
  const dueAt = written?.tasks.map((task) => task.dueAt).filter((due) => due !== null) ?? [];
  return {
    key,
    kind,
    title: rule?.title ?? reader.supplementTitle,
    state,
    again,
    mode: rule?.mode ?? 'ANY',
    openedAt: written?.openedAt ?? null,
    endedAt: written?.endedAt ?? null,
    outcome: written?.outcome ?? null,
    dueAt: dueAt.sort().at(-1) ?? null,
    latestAt: instant(latest),
    decided: decidedView(stage, names, reader),
    deciders: decidersView(stage, names, reader),
  };
}

function decidedView({ written }: WayStage, names: Names, reader: WayReader) {
  const person = (id: string | null): Person | null =>
    id !== null && isShown(id, names, reader) ? names.person(id) : null;
  return (written?.decisions ?? []).map(({ accountId, onBehalfOf, outcome, reasonCode, at }) => ({
    at,
    outcome,
    by: person(accountId),
    onBehalfOf: person(onBehalfOf),
    bySystem: accountId === null,
    // What the system did by itself it says to everybody; why a person decided, the timeline tells those it concerns.
    reasonCode: reader.sight.office || accountId === null ? reasonCode : null,
  }));
}

function decidersView({ deciders, unless }: WayStage, names: Names, reader: WayReader) {
  if (deciders === undefined) return null;
  const { office } = reader.sight;
  return {
    people: deciders.people
      .filter((id) => isShown(id, names, reader))
      .map((id) => ({ ...names.person(id), unless: office ? [...(unless.get(id) ?? [])] : [] })),
    pools: deciders.pools.map(({ kind, role, scopeId }): PoolView => ({ kind, role, place: names.place(scopeId) })),
    excluded: office
      ? deciders.excluded.map(({ accountId, reasonCode, sourceKey }) => ({
          ...names.person(accountId),
          reasonCode,
          stage: sourceKey,
        }))
      : [],
    standIn: office ? deciders.standIn : null,
    automatic: deciders.automatic,
  };
}

interface PoolView {
  readonly kind: string;
  readonly role: string | null;
  readonly place: Place | null;
}

function isShown(id: string, names: Names, { sight, showsStaffNames }: WayReader): boolean {
  return sight.office || showsStaffNames || names.isOwn(id);
}

function instant(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}
