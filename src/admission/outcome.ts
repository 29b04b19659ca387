import type { Act } from '../acts/act.ts';
import { datesAfterRefusal } from '../domain/admission/reapply-from.ts';
import { AUTOMATIC_REASONS, isAutomaticReason } from '../domain/tasks/automatic-reasons.ts';
import type { EventParams } from '../domain/messages/events.ts';
import type { Tx } from '../persistence/tx.ts';
import { currentPolicy, policyById } from '../policies/current.ts';
import { insertChannel } from '../registry/channels/channel.ts';
import { setPartnerState } from '../registry/companies/company.ts';
import { workingCalendar } from '../policies/working-calendar.ts';
import { readApplication } from './application/application.ts';
import { lockCompany } from './screening/duplicates.ts';
import { ADMISSION } from './application/pin-policies.ts';

/** What the applicant is told with a refusal beside the case itself (ADM-06). */
export type RefusalFacts = Pick<
  EventParams<'APPLICATION_REJECTED'>,
  'reasons' | 'reapplyFrom' | 'objectionUntil' | 'contactZh' | 'contactEn'
>;

/**
 * Settles what a refusal means for the company, by the rules the case was submitted under: from when on it may apply again, until
 * when and with whom it may object. `reason` is what the decider wrote; the system writes none.
 */
export async function refuseFacts(
  act: Act,
  caseId: string,
  { reasonCode, reason }: { readonly reasonCode: string; readonly reason?: string | null | undefined },
): Promise<RefusalFacts> {
  const { tx, now } = act;
  const { processVersionId, unitId } = await readApplication(tx, caseId);
  const { body } =
    processVersionId === null
      ? await currentPolicy(tx, 'PROCESS_POLICY', ADMISSION, now)
      : await policyById(tx, 'PROCESS_POLICY', processVersionId, ADMISSION);
  const { path } = await tx.one<{ path: string[] }>('SELECT path FROM unit WHERE id = $1', [unitId]);
  const dates = datesAfterRefusal(body, await workingCalendar(tx, path, now), { reasonCode, at: now });
  await tx.run('UPDATE application SET reapply_from = $2 WHERE case_id = $1', [caseId, dates.reapplyFrom]);
  const label = isAutomaticReason(reasonCode)
    ? AUTOMATIC_REASONS[reasonCode]
    : body.refusalReasons.find(({ code }) => code === reasonCode)?.label;
  return {
    reasons: [
      ...(label === undefined ? [] : [{ zh: label.zh, en: label.en }]),
      ...(reason == null || reason === '' ? [] : [{ zh: reason, en: reason }]),
    ],
    reapplyFrom: dates.reapplyFrom?.toISOString() ?? null,
    objectionUntil: dates.objectionUntil?.toISOString() ?? null,
    contactZh: body.objection.contact.zh,
    contactEn: body.objection.contact.en,
  };
}

/**
 * The channel goes live and the company is a partner (ADM-07). Doing it again finds the channel of the case and changes nothing.
 * The caller holds the case's lock.
 */
export async function activateChannel(act: Act, caseId: string): Promise<{ channelId: string; code: string }> {
  const { tx, now } = act;
  const application = await readApplication(tx, caseId);
  await lockCompany(tx, application.companyId);
  const existing = await channelOfCase(tx, caseId);
  if (existing?.state === 'ACTIVE') return { channelId: existing.channelId, code: existing.code };
  const channel = existing ?? (await createChannel(act, caseId));
  if (existing !== undefined) {
    await tx.run(
      `UPDATE channel SET state = 'ACTIVE', activated_at = $2, closed_at = NULL, version = version + 1 WHERE id = $1`,
      [existing.channelId, now],
    );
  }
  await tx.run('UPDATE "case" SET channel_id = $2 WHERE id = $1', [caseId, channel.channelId]);
  await setPartnerState(tx, application.companyId, 'PARTNER');
  act.audit({
    action: 'CHANNEL_ACTIVATED',
    caseId,
    subject: `channel:${channel.channelId}`,
    before: { state: existing?.state ?? null },
    after: { state: 'ACTIVE', code: channel.code, channelType: application.channelType },
  });
  return { channelId: channel.channelId, code: channel.code };
}

/**
 * A company whose last application ended without a channel is no applicant any more. Partners stay partners.
 * To be called when an application is closed, after `closed_at` is set.
 */
export async function settlePartnerState(tx: Tx, companyId: string): Promise<void> {
  const { partnerState } = await lockCompany(tx, companyId);
  if (partnerState !== 'APPLICANT') return;
  const { open } = await tx.one<{ open: boolean }>(
    `SELECT EXISTS (SELECT FROM "case" WHERE company_id = $1 AND process = 'ADMISSION' AND closed_at IS NULL AND state <> 'DRAFT') AS open`,
    [companyId],
  );
  if (!open) await setPartnerState(tx, companyId, 'NONE');
}

async function createChannel({ tx, now }: Act, caseId: string): Promise<{ channelId: string; code: string }> {
  const { companyId, unitId, channelType, siteName, siteAddress } = await readApplication(tx, caseId);
  const { services } = await tx.one<{ services: string[] }>(
    `SELECT ARRAY(SELECT service ->> 'code' FROM jsonb_array_elements(coalesce(attributes -> 'services', '[]')) AS service) AS services
     FROM channel_type WHERE code = $1`,
    [channelType],
  );
  const { id, code } = await insertChannel(tx, {
    typeCode: channelType,
    companyId,
    unitId,
    name: siteName,
    address: siteAddress,
    state: 'ACTIVE',
    serviceScope: services,
    caseId,
    activatedAt: now,
  });
  return { channelId: id, code };
}

async function channelOfCase(tx: Tx, caseId: string) {
  return tx.maybe<{ channelId: string; code: string; state: string }>(
    'SELECT id AS "channelId", code, state FROM channel WHERE case_id = $1 FOR NO KEY UPDATE',
    [caseId],
  );
}
