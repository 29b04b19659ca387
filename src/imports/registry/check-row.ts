import type { RegistryChannel, RegistryRow } from '../../domain/imports/registry-row.ts';
import type { RowError } from '../../domain/imports/row-errors.ts';
import type { ChannelOnRecord, CompanyOnRecord, OnRecord } from './on-record.ts';

/** What is wrong with a well-formed row beside what is on record. */
export function checkAgainstRecord(row: RegistryRow, record: OnRecord): RowError[] {
  const unit = record.units.get(row.unitCode);
  const company = record.companies.get(row.creditCode);
  const errors: RowError[] = [];
  if (unit === undefined) errors.push({ column: 'unitCode', code: 'UNIT_UNKNOWN' });
  else if (!unit.reached || !isReached(company, record)) errors.push({ column: 'unitCode', code: 'UNIT_OUT_OF_REACH' });
  return row.channel === null ? errors : [...errors, ...checkChannel(row.channel, company, record)];
}

/** A company of another part of the organisation is not somebody else's to change. */
function isReached(company: CompanyOnRecord | undefined, { reachedUnitIds }: OnRecord): boolean {
  return company === undefined || company.unitId === null || reachedUnitIds.has(company.unitId);
}

function checkChannel(channel: RegistryChannel, company: CompanyOnRecord | undefined, record: OnRecord): RowError[] {
  const known = record.channels.get(channel.code);
  const errors = known === undefined ? missingOfNew(channel) : checkKnown(channel, known, company, record);
  if (channel.type === null) return errors;
  const type = record.types.get(channel.type);
  if (type === undefined) return [...errors, { column: 'channelType', code: 'TYPE_UNKNOWN' }];
  return type.ownership === 'SOCIAL' ? errors : [...errors, { column: 'channelType', code: 'TYPE_NOT_SOCIAL' }];
}

function missingOfNew({ name, type, state }: RegistryChannel): RowError[] {
  const given = { channelName: name, channelType: type, channelState: state };
  const missing = Object.entries(given).filter(([, value]) => value === null);
  return missing.map(([column]) => ({ column, code: 'REQUIRED' }));
}

/** Opening, suspending and closing a channel have processes of their own; a list must not go round them. */
function checkKnown(
  { state, type }: RegistryChannel,
  known: ChannelOnRecord,
  company: CompanyOnRecord | undefined,
  { reachedUnitIds }: OnRecord,
): RowError[] {
  const errors: RowError[] = [];
  if (known.companyId === null || known.companyId !== company?.id) {
    errors.push({ column: 'channelCode', code: 'CHANNEL_OF_ANOTHER' });
  }
  if (!reachedUnitIds.has(known.unitId)) errors.push({ column: 'channelCode', code: 'UNIT_OUT_OF_REACH' });
  if (state !== null && state !== known.state) errors.push({ column: 'channelState', code: 'STATE_FIXED' });
  if (type !== null && type !== known.typeCode) errors.push({ column: 'channelType', code: 'TYPE_FIXED' });
  return errors;
}
