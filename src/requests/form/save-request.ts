import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { checkSaving, type Checked } from '../../domain/forms/check-form.ts';
import { filledIn, type SentValues } from '../../domain/forms/values.ts';
import type { Viewer } from '../../domain/forms/visible-fields.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import type { RequestKindBody } from '../../domain/requests/kind.ts';
import { kindOf } from '../kinds.ts';
import { assertLive, readRequest, type Request } from '../request.ts';
import { assertMayAsk } from '../start/asker.ts';
import { assertSound } from './assert-sound.ts';
import { recordRevision } from './record-revision.ts';
import { referenceFaults } from './references.ts';

/** States in which the form is with whoever asked. */
const OURS: ReadonlySet<string> = new Set(['DRAFT', 'RETURNED']);

/**
 * Saves what whoever asked fills in, of a draft or of what came back to them; `seen` is the version they saw.
 * @throws Refusal NOT_FOUND, NOT_ALLOWED, CASE_CLOSED, CASE_CLOSING, WRONG_STATE, STALE_VERSION, FORM_FAULTY
 */
export async function saveRequest(
  act: Act,
  actor: Actor,
  caseId: string,
  seen: number,
  sent: SentValues,
): Promise<Facts> {
  const request = await readRequest(act.tx, caseId);
  const { body: kind } = await kindOf(act.tx, request, act.now);
  await assertMayAsk(act.tx, actor, kind, request.companyId);
  assertLive(request);
  if (!OURS.has(request.state)) throw new Refusal('WRONG_STATE', { state: request.state });
  const checked = await checkedSaving(act, actor, request, kind, { seen, sent, by: { kind: 'APPLICANT' } });
  if (request.state === 'RETURNED') return keepRevision(act, request, checked, null);
  await act.tx.run('UPDATE request_form SET "values" = $2, version = version + 1 WHERE case_id = $1', [
    caseId,
    JSON.stringify(checked.values),
  ]);
  const version = seen + 1;
  act.audit({ action: 'REQUEST_SAVED', caseId, before: { version: seen }, after: { version } });
  return { caseId, version };
}

export interface Saving {
  readonly seen: number;
  readonly sent: SentValues;
  readonly by: Viewer;
}

/** @throws Refusal STALE_VERSION, FORM_FAULTY */
export async function checkedSaving(
  act: Act,
  actor: Actor,
  request: Request,
  { form: { fields } }: RequestKindBody,
  { seen, sent, by }: Saving,
): Promise<Checked> {
  if (request.version !== seen) throw new Refusal('STALE_VERSION', { version: request.version });
  const checked = checkSaving(fields, { before: request.values, sent: filledIn(sent), by });
  assertSound(fields, checked.faults);
  const named = fields.filter(({ key }) => checked.changed.includes(key));
  assertSound(fields, await referenceFaults(act.tx, actor, named, checked.values, request));
  return checked;
}

/** A change of a form that was handed in is kept with what was there before; saving what is there already changes nothing. */
export async function keepRevision(
  act: Act,
  { caseId, values, version: seen }: Request,
  { changed, values: after }: Checked,
  stageKey: string | null,
): Promise<Facts> {
  if (changed.length === 0) return { caseId, version: seen };
  const version = await recordRevision(act, { caseId, stageKey, changed, before: values, after });
  act.audit({
    action: 'REQUEST_FORM_CHANGED',
    caseId,
    before: { version: seen },
    after: { version, fields: changed, ...(stageKey === null ? {} : { stage: stageKey }) },
  });
  return { caseId, version };
}
