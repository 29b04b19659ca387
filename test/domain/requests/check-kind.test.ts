import { describe, expect, it } from '@jest/globals';
import { requestKinds } from '../../../prisma/seed-data/request-kinds.ts';
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
