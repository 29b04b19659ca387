import { describe, expect, it } from '@jest/globals';
import { requestKinds } from '../../../prisma/seed-data/request-kinds.ts';
import { rulePublication } from '../../../prisma/seed-data/request-kinds/rule-publication.ts';
import { staffLeave } from '../../../prisma/seed-data/request-kinds/staff-leave.ts';
import { checkKind } from '../../../src/domain/requests/check-kind.ts';
import { RequestKindBody } from '../../../src/domain/requests/kind.ts';

const check = (body: object, key?: string): string[] => {
  const kind = RequestKindBody.parse(body);
  const phases = typeof kind.route === 'string' ? {} : kind.route.phases;
  return checkKind(key ?? kind.code, kind, phases).map(({ code, path }) => `${path} ${code}`);
};

const verdict = {
  key: 'verdict',
  type: 'TEXT',
  title: { zh: '结论', en: 'Verdict' },
  rights: { stages: { superior: 'EDIT' } },
};
const withEffect = (effect: object) => ({ ...staffLeave, effects: [effect] });

describe('a kind of request', () => {
  it.each(requestKinds.map((kind) => [kind.code, kind] as const))(
    '%s fits together as it is shipped',
    (_code, kind) => {
      expect(check(kind)).toEqual([]);
    },
  );

  it.each([
    ['under another key', check(staffLeave, 'OTHER'), 'code KEY_DIFFERS'],
    ['that nobody starts', check({ ...staffLeave, starters: {} }), 'starters NOBODY_STARTS'],
    [
      'in which a company names another',
      check({ ...staffLeave, starters: { company: ['OWNER'] }, subject: { kind: 'COMPANY' } }),
      'subject SUBJECT_NOT_POSSIBLE',
    ],
    [
      'whose stage fills in what it does not ask for',
      check({ ...staffLeave, form: { fields: [...staffLeave.form.fields, verdict] } }),
      'route FORM_NOT_ASKED',
    ],
    ['with an amount that is none', check({ ...staffLeave, amountField: 'reason' }), 'amountField FIELD_TYPE_DIFFERS'],
    ['with a channel from nowhere', check({ ...staffLeave, channelField: 'where' }), 'channelField FIELD_UNKNOWN'],
    [
      'that changes the company of nobody',
      check(withEffect({ effect: 'UPDATE_COMPANY', values: { name: 'reason' } })),
      'effects.0 COMPANY_MISSING',
    ],
    [
      'that changes nothing',
      check(withEffect({ effect: 'UPDATE_COMPANY', values: {} })),
      'effects.0.values NOTHING_NAMED',
    ],
    [
      'whose outcome is a text',
      check(withEffect({ effect: 'RECORD_OUTCOME', field: 'reason' })),
      'effects.0.field FIELD_TYPE_DIFFERS',
    ],
    [
      'whose effect hangs on a field there is not',
      check(withEffect({ effect: 'RECORD_OUTCOME', field: 'leaveType', when: [{ field: 'x', operator: 'FILLED' }] })),
      'effects.0.when.0 FIELD_UNKNOWN',
    ],
    [
      'that lifts what no case has laid down',
      check(withEffect({ effect: 'LIFT_REAPPLY_WAIT' })),
      'effects.0 SUBJECT_MISSING',
    ],
  ])('%s is not published', (_title, faults, fault) => {
    expect(faults).toContain(fault);
  });
});

describe('a kind that publishes to an audience', () => {
  const field = (key: string, change: object) => ({
    ...rulePublication,
    form: { fields: rulePublication.form.fields.map((one) => (one.key === key ? { ...one, ...change } : one)) },
  });
  const optional = { required: false };
  const sometimes = { showWhen: [{ field: 'ruleCode', operator: 'FILLED' }] };
  const role = (code: string) => ({ options: [{ code, title: { zh: '角色', en: 'Role' } }] });

  it.each([
    ['with a title that may be left out', field('title', optional), 'effects.0.title FIELD_NOT_REQUIRED'],
    ['with a text that may be left out', field('body', optional), 'effects.0.body FIELD_NOT_REQUIRED'],
    ['with a text that is not always asked for', field('body', sometimes), 'effects.0.body FIELD_NOT_REQUIRED'],
    ['to no unit', field('units', optional), 'effects.0.units FIELD_NOT_REQUIRED'],
    ['to no role', field('roles', optional), 'effects.0.roles FIELD_NOT_REQUIRED'],
    ['to a role that nobody has', field('roles', { most: 1, ...role('MANAGER') }), 'effects.0.roles ROLE_UNKNOWN'],
  ])('%s is not published', (_title, kind, fault) => {
    expect(check(kind)).toEqual([fault]);
  });

  it('names the roles there are not', () => {
    const kind = RequestKindBody.parse(field('roles', { most: 1, ...role('MANAGER') }));
    expect(checkKind(kind.code, kind, typeof kind.route === 'string' ? {} : kind.route.phases)).toMatchObject([
      { level: 'ERROR', facts: { field: 'roles', unknown: ['MANAGER'] } },
    ]);
  });

  it.each([
    ['with a text whose effect waits for the same', sometimes.showWhen],
    ['only where there is a text', [{ field: 'body', operator: 'FILLED' }]],
  ])('%s is published', (_title, when) => {
    const kind = field('body', sometimes);
    const effects = (rulePublication.effects ?? []).map((effect) => ({ ...effect, when }));
    expect(check({ ...kind, effects })).toEqual([]);
  });

  it('to one role that there is is published', () => {
    expect(check(field('roles', { most: 1, ...role('LEADER') }))).toEqual([]);
  });
});
