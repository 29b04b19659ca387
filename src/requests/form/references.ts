import { canReadCase } from '../../cases/visibility.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { FieldFault } from '../../domain/forms/fault.ts';
import type { FormField } from '../../domain/forms/field.ts';
import type { FormValues } from '../../domain/forms/values.ts';
import { findFile } from '../../files/stored-files.ts';
import type { Tx } from '../../persistence/tx.ts';
import { mayReadFormFile } from './may-read-form-file.ts';

/** Ids, of channel types codes, that may be named: those of $1 that are there, for the `asked` case and company. */
const KNOWN: Readonly<Partial<Record<FormField['type'], string>>> = {
  ACCOUNT: `SELECT a.id::text FROM account a WHERE a.id = ANY ($1::uuid[]) AND a.kind = 'STAFF' AND a.state = 'ACTIVE'`,
  COMPANY: `SELECT id::text FROM company WHERE id = ANY ($1::uuid[]) AND coalesce(id = (SELECT company_id FROM asked), true)`,
  CHANNEL: `SELECT id::text FROM channel WHERE id = ANY ($1::uuid[]) AND ((SELECT company_id FROM asked) IS NULL OR company_id = (SELECT company_id FROM asked))`,
  UNIT: `SELECT id::text FROM unit WHERE id = ANY ($1::uuid[]) AND NOT closed AND coalesce((SELECT unit_id FROM asked) = ANY (path), true)`,
  CHANNEL_TYPE: `SELECT code AS id FROM channel_type WHERE code = ANY ($1::text[])`,
};

/** Asked of each whether this person may read it: naming something never opens it to anybody. */
const ONE_BY_ONE: ReadonlySet<FormField['type']> = new Set(['CASE', 'FILE']);

/** Where the form belongs to; no case yet where it is being begun. */
interface FormPlace {
  readonly caseId: string | null;
  readonly companyId: string | null;
  readonly unitId: string;
}

/** Records that are named in a form and are not there, or none of this person's business. Values are sound in their shape. */
export async function referenceFaults(
  tx: Tx,
  actor: Actor,
  fields: readonly FormField[],
  values: FormValues,
  form: FormPlace,
): Promise<FieldFault[]> {
  const faults: FieldFault[] = [];
  for (const field of fields) {
    const value = values[field.key];
    if (value === undefined || (!ONE_BY_ONE.has(field.type) && KNOWN[field.type] === undefined)) continue;
    const named = (Array.isArray(value) ? value : [value]).map(String);
    const known = await knownOf(tx, actor, field, named, form);
    if (named.some((id) => !known.has(id.toLowerCase()) && !known.has(id))) {
      faults.push({ field: field.key, code: 'REFERENCE_UNKNOWN' });
    }
  }
  return faults;
}

async function knownOf(
  tx: Tx,
  actor: Actor,
  field: FormField,
  named: readonly string[],
  { caseId, companyId, unitId }: FormPlace,
): Promise<ReadonlySet<string>> {
  const { type } = field;
  if (ONE_BY_ONE.has(type)) {
    const known = new Set<string>();
    for (const id of named) {
      if (type === 'CASE' ? await canReadCase(tx, actor, id) : await isOwnFile(tx, actor, caseId, id)) known.add(id);
    }
    return known;
  }
  const rows = await tx.rows<{ id: string }>(
    `WITH asked AS (SELECT $2::uuid AS case_id, $3::uuid AS company_id, $4::uuid AS unit_id) ${KNOWN[type] ?? ''}`,
    [named, caseId, companyId, type === 'UNIT' && field.within === 'OWN' ? unitId : null],
  );
  return new Set(rows.map(({ id }) => id));
}

/** A file that was uploaded to this very request, and which the person may read. */
async function isOwnFile(tx: Tx, actor: Actor, caseId: string | null, fileId: string): Promise<boolean> {
  const file = await findFile(tx, fileId);
  if (file?.scope !== 'CASE' || file.caseId === null || file.caseId !== caseId) return false;
  const { now } = await tx.one<{ now: Date }>('SELECT statement_timestamp() AS now');
  return (await mayReadFormFile(tx, actor, file, now)) === true;
}
