import { assertCurrentConsent } from '../../accounts/consent.ts';
import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { businessDate } from '../../domain/admission/business-date.ts';
import { checkHandingIn } from '../../domain/forms/check-form.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { REQUEST } from '../../domain/requests/kind.ts';
import type { Choices } from '../../domain/routes/approvers/choices.ts';
import type { Tx } from '../../persistence/tx.ts';
import { caseParams } from '../../tasks/case-params.ts';
import { applicantAccounts } from '../../tasks/people/applicant-accounts.ts';
import { recordChoices } from '../../tasks/people/approvers/choices.ts';
import { readCase } from '../../tasks/snapshot.ts';
import { assertSound } from '../form/assert-sound.ts';
import { recordRevision } from '../form/record-revision.ts';
import { referenceFaults } from '../form/references.ts';
import { currentKind, type Kind } from '../kinds.ts';
import { assertLive, readRequest, type Request } from '../request.ts';
import { wayOf } from '../way.ts';
import { assertMayAsk } from './asker.ts';
import { assertOnlyOne, takeTurn } from './only-one.ts';
import { keepsApart } from './start-request.ts';
import { assertSubject } from './subject.ts';

export interface Submission {
  /** Everything filled in is true and complete; asked where the kind says so. */
  readonly declared: boolean;
  /** Whom the route asks the applicant to choose. */
  readonly choices: Choices;
}

/**
 * Hands a request in, under the rules of this instant: complete, in time, by somebody who may. The workflow of the case begins.
 * @throws Refusal NOT_FOUND, NOT_ALLOWED, KIND_NOT_OPEN, CASE_CLOSED, CASE_CLOSING, WRONG_STATE, CONSENT_MISSING, DECLARATION_MISSING, FORM_FAULTY,
 * SUBJECT_NOT_POSSIBLE, FILING_PERIOD_OVER, OPEN_REQUEST_EXISTS, NO_ROUTE, CHOICE_MISSING, CHOICE_NOT_POSSIBLE
 */
export async function submitRequest(
  act: Act,
  actor: Actor,
  caseId: string,
  { declared, choices }: Submission,
): Promise<Facts> {
  const { tx, now } = act;
  const request = await readRequest(tx, caseId);
  const kind = await currentKind(tx, request.kind, now);
  await assertMayAsk(tx, actor, kind.body, request.companyId);
  assertLive(request);
  if (request.state !== 'DRAFT') throw new Refusal('WRONG_STATE', { state: request.state });
  if (actor.kind === 'MEMBER') await assertCurrentConsent(tx, actor.id, now);
  if (kind.body.declaration && !declared) throw new Refusal('DECLARATION_MISSING');
  const asked = { ...request, accountId: request.startedBy };
  await takeTurn(tx, kind.body, asked);
  await assertSubject(tx, kind.body, request, now);
  await assertOnlyOne(tx, kind.body, asked);
  await assertComplete(act, actor, request, kind);
  const pins = await pin(tx, request, kind, now);
  const made = { chooser: 'APPLICANT', accountId: actor.id, decisionId: null, stageId: null } as const;
  await recordChoices(act, await readCase(tx, caseId), made, choices);
  const { values } = request;
  const changed = Object.keys(values).sort();
  await recordRevision(act, { caseId, stageKey: null, changed, before: {}, after: values });
  await tx.run('UPDATE request_form SET declared_by = $2, declared_at = $3, keeps_apart = $4 WHERE case_id = $1', [
    caseId,
    declared ? actor.id : null,
    declared ? now : null,
    keepsApart(kind.body),
  ]);
  act.audit({
    action: 'REQUEST_SUBMITTED',
    caseId,
    before: { state: 'DRAFT' },
    after: { state: 'SUBMITTED', kind: request.kind, declared, ...pins },
  });
  act.tell({
    process: REQUEST,
    event: 'REQUEST_SUBMITTED',
    group: 'APPLICANT',
    accountIds: await applicantAccounts(tx, request),
    ref: `case:${caseId}:${request.generation}`,
    caseId,
    params: caseParams({ ...request, id: caseId }),
  });
  act.wake({ caseId, kind: 'START' });
  return { caseId, number: request.number, state: 'SUBMITTED' };
}

async function assertComplete({ tx, now }: Act, actor: Actor, request: Request, { body }: Kind): Promise<void> {
  const { fields } = body.form;
  assertSound(fields, checkHandingIn(fields, request.values, { kind: 'APPLICANT' }, businessDate(now)));
  assertSound(fields, await referenceFaults(tx, actor, fields, request.values, request));
}

/** What the case keeps for its life: the version of its kind, and the route that kind names or brings along. @throws Refusal NO_ROUTE */
async function pin(tx: Tx, { caseId, values }: Request, kind: Kind, now: Date): Promise<Facts> {
  const { amountField, channelField } = kind.body;
  const way = await wayOf(tx, kind.body, values, now);
  if (way === undefined) throw new Refusal('NO_ROUTE', { kind: kind.body.code });
  const routeVersionId = way.versionId ?? kind.id;
  await tx.run(
    `UPDATE "case" SET state = 'SUBMITTED', submitted_at = $2, process_version_id = $3, route_version_id = $4, amount = $5::numeric,
       channel_id = $6::uuid, version = version + 1 WHERE id = $1`,
    [caseId, now, kind.id, routeVersionId, textOf(values, amountField), textOf(values, channelField)],
  );
  return { kindVersionId: kind.id, routeVersionId, route: way.key };
}

function textOf(values: Request['values'], key: string | undefined): string | null {
  const value = key === undefined ? undefined : values[key];
  return typeof value === 'string' ? value : null;
}
