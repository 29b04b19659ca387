import { fault, type PolicyFault } from '../../domain/policies/fault.ts';
import { checkChannelType, type ChannelTypeBody } from '../../domain/registry/channel-type.ts';
import { publishedKeys, type CheckContext } from './context.ts';

/** The tree stays a tree of one ownership, and nobody can apply for a type that says not what it needs (TAX-09, ADM-18). */
export async function checkChannelTypePolicy(context: CheckContext, type: ChannelTypeBody): Promise<PolicyFault[]> {
  const faults = checkChannelType(context.key, type).map(({ code, path }) => fault(code, path));
  if (type.parent !== null) faults.push(...(await checkParent(context, type, type.parent)));
  if (type.openForApplication && !(await publishedKeys(context, 'CHECKLIST')).has(type.code)) {
    faults.push(fault('CHECKLIST_MISSING', 'openForApplication'));
  }
  return faults;
}

async function checkParent({ tx }: CheckContext, type: ChannelTypeBody, parent: string): Promise<PolicyFault[]> {
  const ancestors = await tx.rows<{ code: string; ownership: string }>(
    `WITH RECURSIVE above AS (
       SELECT code, parent_code, ownership FROM channel_type WHERE code = $1
       UNION SELECT t.code, t.parent_code, t.ownership FROM channel_type t JOIN above a ON t.code = a.parent_code)
     SELECT code, ownership FROM above`,
    [parent],
  );
  const [own] = ancestors.filter(({ code }) => code === parent);
  if (own === undefined) return [fault('PARENT_UNKNOWN', 'parent', { parent })];
  const faults: PolicyFault[] = [];
  if (own.ownership !== type.ownership) faults.push(fault('OWNERSHIP_DIFFERS', 'ownership', { parent }));
  if (ancestors.some(({ code }) => code === type.code)) faults.push(fault('CYCLE', 'parent', { parent }));
  return faults;
}
