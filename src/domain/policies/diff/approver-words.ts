import { COMPANY_ROLE_NAMES, STAFF_ROLE_NAMES } from '../../access/names.ts';
import type { ApproverRule } from '../../routes/approvers/approver-rule.ts';
import type { Bilingual } from '../../text.ts';

const LEVELS = {
  COUNTY: { zh: '县级', en: 'of the county' },
  CITY: { zh: '市级', en: 'of the city' },
  PROVINCE: { zh: '省级', en: 'of the province' },
  OWN: { zh: '本单位', en: 'of the case’s own unit' },
} as const satisfies Record<string, Bilingual>;

/** Whom a rule names, as one says it. What the words leave out, the value itself still shows. */
export function approverWords(rule: ApproverRule): Bilingual {
  switch (rule.kind) {
    case 'ROLE': {
      const [role, level] = [STAFF_ROLE_NAMES[rule.role], LEVELS[rule.unit]];
      return { zh: `${level.zh}${role.zh}`, en: `${role.en} ${level.en}` };
    }
    case 'UNIT_ROLE': {
      const role = STAFF_ROLE_NAMES[rule.role];
      return rule.above === 0
        ? { zh: `本单位${role.zh}`, en: `${role.en} of the case’s own unit` }
        : { zh: `上 ${rule.above} 级单位${role.zh}`, en: `${role.en} ${rule.above} above the case’s unit` };
    }
    case 'POST':
      return { zh: `${LEVELS[rule.unit].zh}岗位 ${rule.code}`, en: `post ${rule.code} ${LEVELS[rule.unit].en}` };
    case 'GROUP':
      return { zh: `小组 ${rule.code}`, en: `group ${rule.code}` };
    case 'PERSON':
      return { zh: `指定人员 ${rule.account}`, en: `the person ${rule.account}` };
    case 'HEAD':
      return { zh: `${LEVELS[rule.unit].zh}负责人`, en: `head ${LEVELS[rule.unit].en}` };
    case 'DEPARTMENT_HEAD': {
      const level = rule.unit === undefined ? undefined : LEVELS[rule.unit];
      return {
        zh: `${level?.zh ?? ''}部门 ${rule.department} 负责人`,
        en: `head of department ${rule.department}${level === undefined ? '' : ` ${level.en}`}`,
      };
    }
    case 'SUPERIOR': {
      const { ofStage, nth } = rule;
      return ofStage === undefined
        ? { zh: `发起人的第 ${nth} 级上级`, en: `superior number ${nth} of who started the case` }
        : { zh: `环节 ${ofStage} 办理人的第 ${nth} 级上级`, en: `superior number ${nth} of who decided ${ofStage}` };
    }
    case 'CHANNEL_MANAGER':
      return { zh: '渠道经理', en: 'the channel’s manager' };
    case 'DECIDER':
      return { zh: `环节 ${rule.stage} 的办理人`, en: `who decided ${rule.stage}` };
    case 'FIELD':
      return { zh: `表单项 ${rule.field} 指定的人员`, en: `whom the field ${rule.field} names` };
    case 'CHOSEN_BY_APPLICANT':
      return { zh: '申请人选定的人员', en: 'whom the applicant chooses' };
    case 'CHOSEN_AT':
      return { zh: `环节 ${rule.stage} 办理人选定的人员`, en: `whom they choose who approve ${rule.stage}` };
    case 'COMPANY': {
      const role = COMPANY_ROLE_NAMES[rule.role];
      return { zh: `企业${role.zh}`, en: `${role.en} of the company` };
    }
    case 'BY_FACTS':
      return { zh: '按案件情况确定的人员', en: 'by the facts of the case' };
  }
}
