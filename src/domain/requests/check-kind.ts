import { COMPANY_ROLES, STAFF_ROLES } from '../access/roles.ts';
import { checkDefinition, isPossible } from '../forms/check-definition.ts';
import type { FormField } from '../forms/field.ts';
import { fault, type PolicyFault } from '../policies/fault.ts';
import type { RouteBody, StageRule } from '../routes/route.ts';
import type { RequestEffect } from './effects.ts';
import { REQUEST_FORM, type RequestKindBody } from './kind.ts';

type FieldType = FormField['type'];

/**
 * What the shape of a kind alone cannot say. `key` is the key of the policy, `routes` the phases of the route it names or brings along, and of those
 * its ways lead to.
 */
export function checkKind(
  key: string,
  kind: RequestKindBody,
  ...routes: readonly RouteBody['phases'][]
): PolicyFault[] {
  const stages = routes.flatMap((phases) => Object.values(phases).flatMap((phase) => phase.stages));
  return [
    ...(kind.code === key ? [] : [fault('KEY_DIFFERS', 'code')]),
    ...checkStarters(kind),
    ...checkDefinition(kind.form.fields, new Set(stages.map((stage) => stage.key))).map(({ code, path, names }) =>
      fault(code, `form.${path}`, { names }),
    ),
    ...checkStages(kind, stages),
    ...checkWays(kind),
    ...named(kind, 'amountField', kind.amountField, ['MONEY']),
    ...named(kind, 'channelField', kind.channelField, ['CHANNEL']),
    ...kind.effects.flatMap((effect, index) => checkEffect(kind, effect, `effects.${index}`)),
  ];
}

function checkStarters({ starters, subject }: RequestKindBody): PolicyFault[] {
  const company = starters.company.length > 0;
  const staff = starters.staff === 'ANY' || starters.staff.length > 0;
  if (!company && !staff) return [fault('NOBODY_STARTS', 'starters')];
  // A company speaks about itself; only staff name another one.
  if (subject.kind === 'COMPANY' && company) return [fault('SUBJECT_NOT_POSSIBLE', 'subject')];
  if (subject.kind === 'CASE' && staff) return [fault('SUBJECT_NOT_POSSIBLE', 'subject')];
  return [];
}

/** Whoever fills in a part of the form does so by a stage that asks for it; and nobody of a company decides where there may be none. */
function checkStages({ form, starters }: RequestKindBody, stages: readonly StageRule[]): PolicyFault[] {
  const faults: PolicyFault[] = [];
  const filling = new Set(
    form.fields.flatMap(({ rights }) =>
      Object.entries(rights.stages).flatMap(([key, right]) => (right === 'EDIT' ? [key] : [])),
    ),
  );
  for (const stage of stages) {
    if (filling.has(stage.key) && stage.form !== REQUEST_FORM) {
      faults.push(fault('FORM_NOT_ASKED', 'route', { stage: stage.key, form: REQUEST_FORM }));
    }
    const ofCompany = stage.approvers.some((rule) => rule.kind === 'COMPANY');
    if (ofCompany && (starters.staff === 'ANY' || starters.staff.length > 0)) {
      faults.push(fault('COMPANY_NOT_POSSIBLE', 'route', { stage: stage.key }));
    }
  }
  return faults;
}

/** A way is chosen by what is in the form when it is handed in: by fields that whoever asks fills in. */
function checkWays({ form, ways }: RequestKindBody): PolicyFault[] {
  return ways.flatMap(({ when }, way) =>
    when.flatMap((condition, n) => {
      const path = `ways.${way}.when.${n}`;
      const field = form.fields.find(({ key }) => key === condition.field);
      const names = { field: condition.field };
      if (field === undefined) return [fault('FIELD_UNKNOWN', path, names)];
      if (!isPossible(condition, field)) return [fault('CONDITION_NOT_POSSIBLE', path, names)];
      return field.rights.applicant === 'EDIT' ? [] : [fault('FIELD_NOT_ASKED', path, names)];
    }),
  );
}

function checkEffect(kind: RequestKindBody, effect: RequestEffect, path: string): PolicyFault[] {
  const of = (name: string, key: string | undefined, types: readonly FieldType[]) =>
    named(kind, `${path}.${name}`, key, types);
  const conditions = effect.when.flatMap((condition, n) =>
    kind.form.fields.some(({ key }) => key === condition.field)
      ? []
      : [fault('FIELD_UNKNOWN', `${path}.when.${n}`, { field: condition.field })],
  );
  switch (effect.effect) {
    case 'UPDATE_COMPANY':
      return [
        ...conditions,
        ...(Object.keys(effect.values).length === 0 ? [fault('NOTHING_NAMED', `${path}.values`)] : []),
        ...Object.entries(effect.values).flatMap(([column, key]) => of(`values.${column}`, key, ['TEXT'])),
        ...needsCompany(kind, path),
      ];
    case 'RECORD_OUTCOME':
      return [...conditions, ...of('field', effect.field, ['CHOICE'])];
    case 'LIFT_REAPPLY_WAIT':
      return [...conditions, ...(kind.subject.kind === 'CASE' ? [] : [fault('SUBJECT_MISSING', path)])];
    case 'PUBLISH_TO_AUDIENCE':
      return [
        ...conditions,
        ...of('code', effect.code, ['TEXT']),
        ...of('title', effect.title, ['TEXT']),
        ...of('body', effect.body, ['TEXT']),
        ...of('units', effect.units, ['UNIT']),
        ...of('channelTypes', effect.channelTypes, ['CHANNEL_TYPE']),
        ...of('roles', effect.roles, ['CHOICE']),
        ...of('acknowledge', effect.acknowledge, ['BOOLEAN']),
        ...of('files', effect.files, ['FILE']),
        ...(['title', 'body', 'units', 'roles'] as const).flatMap((name) =>
          alwaysFilled(kind, effect, `${path}.${name}`, effect[name]),
        ),
        ...knownRoles(kind, `${path}.roles`, effect.roles),
      ];
    case 'PROPOSE_BLACKLIST':
      return [
        ...conditions,
        ...of('reason', effect.reason, ['TEXT']),
        ...of('reasonCode', effect.reasonCode, ['CHOICE']),
        ...needsCompany(kind, path),
      ];
  }
}

/** Nothing goes out without words, or to nobody: when the effect happens the field was shown and asked for. */
function alwaysFilled({ form }: RequestKindBody, effect: RequestEffect, path: string, key: string): PolicyFault[] {
  const field = form.fields.find((one) => one.key === key);
  if (field === undefined) return [];
  if (effect.when.some((one) => one.field === key && one.operator !== 'EMPTY' && one.operator !== 'NOT_IN')) return [];
  const wanted = new Set(effect.when.map((one) => JSON.stringify(one)));
  const isShown = field.showWhen.every((one) => wanted.has(JSON.stringify(one)));
  return field.required && isShown ? [] : [fault('FIELD_NOT_REQUIRED', path, { field: key })];
}

const ROLES: ReadonlySet<string> = new Set([...COMPANY_ROLES, ...STAFF_ROLES]);

/** A role that nobody can hold would reach nobody, and nobody would notice. */
function knownRoles({ form }: RequestKindBody, path: string, key: string): PolicyFault[] {
  const field = form.fields.find((one) => one.key === key);
  if (field?.type !== 'CHOICE') return [];
  const unknown = field.options.map(({ code }) => code).filter((code) => !ROLES.has(code));
  return unknown.length === 0 ? [] : [fault('ROLE_UNKNOWN', path, { field: key, unknown, known: [...ROLES] })];
}

function needsCompany({ subject, starters }: RequestKindBody, path: string): PolicyFault[] {
  const staff = starters.staff === 'ANY' || starters.staff.length > 0;
  return subject.kind === 'COMPANY' || !staff ? [] : [fault('COMPANY_MISSING', path)];
}

/** A field that is named somewhere is there, and of a kind that serves. */
function named(
  { form }: RequestKindBody,
  path: string,
  key: string | undefined,
  types: readonly FieldType[],
): PolicyFault[] {
  if (key === undefined) return [];
  const field = form.fields.find((one) => one.key === key);
  if (field === undefined) return [fault('FIELD_UNKNOWN', path, { field: key })];
  return types.includes(field.type) ? [] : [fault('FIELD_TYPE_DIFFERS', path, { field: key, wanted: types })];
}
