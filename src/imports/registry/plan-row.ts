import type { RegistryChannel, RegistryRow } from '../../domain/imports/registry-row.ts';
import type { Facts } from '../../domain/refusal.ts';
import { searchNames } from '../../registry/search/search-names.ts';
import type { RowAction } from '../checked-row.ts';
import type { ChannelOnRecord, CompanyOnRecord, OnRecord } from './on-record.ts';

/** What applying a row writes: the whole new values, and the versions they were worked out from. */
export interface PlannedRow {
  readonly action: Exclude<RowAction, 'ERROR'>;
  readonly data: Facts;
}

type Step = 'CREATE' | 'UPDATE' | 'SAME';
type Planned = Facts & { readonly step: Step };

/** `isFirst`: no earlier row of the file names this company. Later rows leave it alone. */
export function planRow(row: RegistryRow, record: OnRecord, isFirst: boolean): PlannedRow {
  const unitId = record.units.get(row.unitCode)?.id ?? '';
  const company = planCompany(row, record.companies.get(row.creditCode), unitId, isFirst);
  const channel = row.channel === null ? null : planChannel(row.channel, record.channels.get(row.channel.code), unitId);
  return { action: actionOf(company.step, channel?.step ?? null), data: { company, channel } };
}

/** A row is about its channel where it names one; a company that changes beside it makes it an update at least. */
function actionOf(company: Step, channel: Step | null): PlannedRow['action'] {
  if (channel === null) return company;
  return channel === 'SAME' && company !== 'SAME' ? 'UPDATE' : channel;
}

function planCompany(row: RegistryRow, known: CompanyOnRecord | undefined, unitId: string, isFirst: boolean): Planned {
  const values = {
    name: row.companyName,
    subjectKind: row.subjectKind ?? known?.subjectKind ?? 'ENTERPRISE',
    legalRepName: row.legalRepName ?? known?.legalRepName ?? '',
    phone: row.phone ?? known?.phone ?? null,
    email: row.email ?? known?.email ?? null,
    address: row.address ?? known?.address ?? null,
    // The unit of a row with a channel is the channel's; a company keeps its own, or gets that of its first row.
    unitId: row.channel === null ? unitId : (known?.unitId ?? unitId),
  };
  const step = isFirst ? stepOf(values, known) : 'SAME';
  const names = step === 'SAME' ? {} : { ...searchNames(row.companyName) };
  return { step, creditCode: row.creditCode, version: known?.version ?? null, ...values, ...names };
}

function planChannel(channel: RegistryChannel, known: ChannelOnRecord | undefined, unitId: string): Planned {
  const name = channel.name ?? known?.name ?? '';
  const values = { name, address: channel.address ?? known?.address ?? '', unitId };
  const step = stepOf(values, known);
  return {
    step,
    code: channel.code,
    version: known?.version ?? null,
    typeCode: channel.type ?? known?.typeCode ?? '',
    state: channel.state ?? known?.state ?? '',
    ...values,
    ...(step === 'SAME' ? {} : searchNames(name)),
  };
}

function stepOf(values: Facts, known: CompanyOnRecord | ChannelOnRecord | undefined): Step {
  if (known === undefined) return 'CREATE';
  const stands = new Map<string, unknown>(Object.entries(known));
  return Object.entries(values).some(([field, value]) => stands.get(field) !== value) ? 'UPDATE' : 'SAME';
}
