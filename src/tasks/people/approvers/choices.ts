import type { Act } from '../../../acts/act.ts';
import {
  assertChoices,
  choicesAsked,
  mayChoose,
  type AskedChoice,
  type Chooser,
  type Choices,
} from '../../../domain/routes/approvers/choices.ts';
import type { Tx } from '../../../persistence/tx.ts';
import type { CaseSnapshot } from '../../snapshot.ts';
import { readCaseFacts } from './case-facts.ts';
import { resolveApprovers } from './resolve-approvers.ts';

/** By whom, and for a person's decision which one it is part of, on which run of the stage. */
export interface ChoiceMade {
  readonly chooser: Chooser;
  readonly accountId: string;
  readonly decisionId: string | null;
  readonly stageId: string | null;
}

/**
 * Keeps whom somebody chose for stages to come, with the act it is part of. Asks nothing where the route lets nobody choose here.
 * @throws Refusal CHOICE_MISSING, CHOICE_NOT_POSSIBLE
 */
export async function recordChoices(
  act: Act,
  snapshot: CaseSnapshot,
  { chooser, accountId, decisionId, stageId }: ChoiceMade,
  choices: Choices,
): Promise<void> {
  const { tx } = act;
  const { route } = snapshot;
  const isAsked = route !== undefined && mayChoose(route, chooser);
  if (!isAsked) {
    assertChoices([], choices);
    return;
  }
  const asked = await Promise.all(
    (await askedIn(tx, snapshot, chooser)).map(async (choice) => ({
      ...choice,
      offered: await offeredFor(tx, snapshot, choice, chooser, accountId),
      isSettled: stageId !== null && (await isChosen(tx, stageId, choice.stage.key)),
    })),
  );
  assertChoices(asked, choices);
  const rows = Object.entries(choices).flatMap(([stage, people]) =>
    people.map((person, n) => ({ stage, person, position: n + 1 })),
  );
  if (rows.length === 0) return;
  tx.send(
    `INSERT INTO approver_choice (case_id, stage_key, account_id, position, chosen_by, decision_id, chosen_at)
     SELECT $1, c.stage, c.person, c.position, $2, $3, $4 FROM jsonb_to_recordset($5::jsonb) AS c(stage text, person uuid, position int)`,
    [snapshot.id, accountId, decisionId, act.now, JSON.stringify(rows)],
  );
}

/** A stage for which somebody chooses, and out of whom. */
export interface Offer {
  readonly stage: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly atMost: number;
  readonly people: readonly { readonly accountId: string; readonly name: string }[];
}

/** What this person would have to choose, with names. */
export async function readOffers(
  tx: Tx,
  snapshot: CaseSnapshot,
  chooser: Chooser,
  accountId: string,
): Promise<Offer[]> {
  const { route } = snapshot;
  if (route === undefined || !mayChoose(route, chooser)) return [];
  const offers: Offer[] = [];
  for (const choice of await askedIn(tx, snapshot, chooser)) {
    const ids = await offeredFor(tx, snapshot, choice, chooser, accountId);
    const people = await tx.rows<{ accountId: string; name: string }>(
      'SELECT id AS "accountId", name FROM account WHERE id = ANY ($1) ORDER BY name_pinyin, name, id',
      [ids],
    );
    const { key, title } = choice.stage;
    offers.push({ stage: key, titleZh: title.zh, titleEn: title.en, atMost: choice.rule.atMost, people });
  }
  return offers;
}

async function askedIn(tx: Tx, { id, route }: CaseSnapshot, chooser: Chooser): Promise<AskedChoice[]> {
  return route === undefined ? [] : choicesAsked(route, chooser, await readCaseFacts(tx, id));
}

/** Whom the route's rules name for the stage and nothing keeps from it; the chooser's own word counts by then. */
async function offeredFor(
  tx: Tx,
  snapshot: CaseSnapshot,
  { stage, rule }: AskedChoice,
  chooser: Chooser,
  accountId: string,
): Promise<string[]> {
  const { holders } = await resolveApprovers(tx, snapshot, stage, rule.from);
  const isKeptApart = chooser !== 'APPLICANT' && stage.excludes.includes(chooser.stage);
  return isKeptApart ? holders.filter((id) => id !== accountId) : [...holders];
}

async function isChosen(tx: Tx, stageId: string, stageKey: string): Promise<boolean> {
  const { chosen } = await tx.one<{ chosen: boolean }>(
    `SELECT EXISTS (SELECT FROM approver_choice c JOIN decision d ON d.id = c.decision_id AND d.taken_back_at IS NULL
       WHERE d.stage_id = $1 AND c.stage_key = $2) AS chosen`,
    [stageId, stageKey],
  );
  return chosen;
}
