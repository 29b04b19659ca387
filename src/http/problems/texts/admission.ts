import type { RefusalCode } from '../../../domain/refusal.ts';
import type { ProblemEntry } from './problem-entry.ts';

/** Companies, applications, proofs and files. */
export const ADMISSION_PROBLEMS = {
  CREDIT_CODE_INVALID: {
    status: 422,
    'zh-CN': {
      title: '统一社会信用代码有误',
      detail: '统一社会信用代码应为 18 位，且校验码须正确。请对照营业执照核对后重新填写。',
    },
    en: {
      title: 'Credit code not valid',
      detail:
        'A unified social credit code has 18 characters and a check digit, and this one does not fit. Compare it with the business licence.',
    },
  },
  COMPANY_EXISTS: {
    status: 409,
    'zh-CN': {
      title: '企业已登记',
      detail:
        '该统一社会信用代码的企业已在系统中登记。请联系企业所有人通过邮箱邀请您加入；如无人可联系，请联系受理单位的渠道管理部门。',
    },
    en: {
      title: 'Company already registered',
      detail:
        'A company with this credit code is registered. Ask one of its owners to add you by your e-mail address, or turn to the channel department of your unit if you know no owner.',
    },
  },
  OPEN_APPLICATION_EXISTS: {
    status: 409,
    'zh-CN': {
      title: '已有在办申请',
      detail: '该企业在同一地点、同一渠道类型已有一件在办申请（见 facts）。请继续办理该申请，或先撤回。',
    },
    en: {
      title: 'An application is open',
      detail:
        'The company already has an open application for this channel type and site (see facts). Go on with it, or withdraw it first.',
    },
  },
  REAPPLY_TOO_EARLY: {
    status: 409,
    'zh-CN': {
      title: '尚未到可再次申请的日期',
      detail: '上次申请未获批准，可在 facts.from 所示日期之后再次申请；如有异议，请按结果通知所列方式提出。',
    },
    en: {
      title: 'Too early to apply again',
      detail:
        'The last application was refused; you may apply again from facts.from on. The notice of the outcome says how to object.',
    },
  },
  TYPE_NOT_OPEN: {
    status: 409,
    'zh-CN': { title: '该渠道类型暂不接受申请', detail: '所选渠道类型目前不对外开放申请。请选择其他类型。' },
    en: {
      title: 'Channel type not open',
      detail: 'This channel type takes no applications at present. Choose another one.',
    },
  },
  SUBJECT_NOT_ADMITTED: {
    status: 422,
    'zh-CN': {
      title: '主体类型不符',
      detail: '所选渠道类型不接受该主体类型（企业或个体工商户）的申请。请选择其他渠道类型。',
    },
    en: {
      title: 'Kind of company not admitted',
      detail: 'This channel type does not admit companies of this kind. Choose another channel type.',
    },
  },
  DECLARATION_MISSING: {
    status: 422,
    'zh-CN': { title: '尚未作真实性声明', detail: '提交前须声明所填内容和材料真实、完整。请勾选声明后再提交。' },
    en: {
      title: 'Declaration missing',
      detail: 'Before you submit you have to declare that what you entered and uploaded is true and complete.',
    },
  },
  FORM_INCOMPLETE: {
    status: 422,
    'zh-CN': { title: '申请表未填完', detail: '提交前须填写 facts.fields 所列各项。请填写后再提交。' },
    en: {
      title: 'Form incomplete',
      detail: 'Before you submit, fill in the fields that facts.fields names.',
    },
  },
  PROOFS_MISSING: {
    status: 422,
    'zh-CN': {
      title: '材料不齐全',
      detail: '仍有必需的材料、编号或有效期未提供，facts.items 列出了各项。请补齐后再提交。',
    },
    en: {
      title: 'Proofs missing',
      detail:
        'Required proofs, their numbers or their validity are still missing; facts.items names them. Add them and submit again.',
    },
  },
  PROOF_EXPIRED: {
    status: 422,
    'zh-CN': { title: '证照已过期', detail: 'facts.items 所列证照已过有效期。请更换有效的证照后再提交。' },
    en: {
      title: 'Proof expired',
      detail: 'The proofs that facts.items names are no longer valid. Replace them with valid ones and submit again.',
    },
  },
  ITEM_UNKNOWN: {
    status: 422,
    'zh-CN': { title: '材料清单中没有该项', detail: '该渠道类型的材料清单中没有此项。请按清单所列项目操作。' },
    en: {
      title: 'Not on the checklist',
      detail: 'The checklist of this channel type has no such item. Use the items it lists.',
    },
  },
  ITEM_NOT_EDITABLE: {
    status: 409,
    'zh-CN': { title: '该项目前不能修改', detail: '申请已提交，只有被退回要求补充的项目可以修改。' },
    en: {
      title: 'Item cannot be changed now',
      detail: 'The application has been submitted; only items returned for supplement can be changed.',
    },
  },
  ITEMS_UNVERIFIED: {
    status: 422,
    'zh-CN': { title: '尚有材料未核验', detail: 'facts.items 所列材料尚未给出核验结论。请逐项核验后再作决定。' },
    en: {
      title: 'Items not verified',
      detail: 'The items that facts.items names have no verdict yet. Verify each of them, then decide.',
    },
  },
  ITEMS_NOT_NAMED: {
    status: 422,
    'zh-CN': {
      title: '未指明需补充的项目',
      detail: '退回补充时须至少指明一项需补充的材料及说明。请将相应项目标记为退回后再提交。',
    },
    en: {
      title: 'Nothing named to supplement',
      detail:
        'A return for supplement has to name at least one item and what is wanted. Mark the items as returned, then send it.',
    },
  },
  ITEMS_NOT_ALL_PASSED: {
    status: 422,
    'zh-CN': { title: '尚有材料未通过', detail: '有材料被标记为退回，不能通过。请退回补充，或修改该项的核验结论。' },
    en: {
      title: 'Not all items passed',
      detail:
        'Items are marked as returned, so the review cannot be approved. Return the application, or change those verdicts.',
    },
  },
  NOTHING_CHANGED: {
    status: 422,
    'zh-CN': { title: '没有任何补充', detail: '被退回的项目（见 facts.items）均未修改。请补充后再提交。' },
    en: {
      title: 'Nothing changed',
      detail: 'None of the returned items (see facts.items) was changed. Supplement them, then submit again.',
    },
  },
  FILE_TYPE_REFUSED: {
    status: 415,
    'zh-CN': {
      title: '文件类型不被接受',
      detail: '文件的真实类型（按内容判断）不在允许范围内，或与扩展名不符。允许的类型见 facts.types。',
    },
    en: {
      title: 'File type refused',
      detail:
        'What the file really is, judged by its content, is not accepted or does not fit its name. facts.types lists what is.',
    },
  },
  FILE_TOO_LARGE: {
    status: 413,
    'zh-CN': {
      title: '文件过大',
      detail: '文件超过允许的大小（见 facts.maxBytes，单位字节），未保存。请压缩或拆分后重新上传。',
    },
    en: {
      title: 'File too large',
      detail:
        'The file is larger than allowed (facts.maxBytes) and was not kept. Make it smaller or split it, then upload it again.',
    },
  },
  FILE_EMPTY: {
    status: 422,
    'zh-CN': { title: '文件为空', detail: '未收到文件或文件没有内容。请选择正确的文件重新上传。' },
    en: {
      title: 'File empty',
      detail: 'No file arrived, or it has no content. Choose the right file and upload it again.',
    },
  },
  TOO_MANY_FILES: {
    status: 422,
    'zh-CN': { title: '文件数量过多', detail: '该项目的文件数量已达上限（见 facts.max）。请先删除不需要的文件。' },
    en: {
      title: 'Too many files',
      detail: 'This item already has as many files as it may have (facts.max). Remove one you do not need first.',
    },
  },
  FILE_NAME_REFUSED: {
    status: 422,
    'zh-CN': { title: '文件名不被接受', detail: '文件名为空、过长或含有控制字符、路径符号。请改名后重新上传。' },
    en: {
      title: 'File name refused',
      detail:
        'The name is empty, too long, or contains control characters or path signs. Rename the file and upload it again.',
    },
  },
  UNIT_UNKNOWN: {
    status: 422,
    'zh-CN': { title: '组织单元无效', detail: '所选组织单元不存在、已关闭，或层级不适用。请重新选择。' },
    en: {
      title: 'Unknown unit',
      detail: 'The unit does not exist, is closed, or is of a level that does not fit here. Choose another one.',
    },
  },
  NO_ROUTE: {
    status: 409,
    'zh-CN': {
      title: '未配置审批流',
      detail: '没有适用于该申请的审批流，或审批流中有环节无人可办。请联系受理单位的管理员。',
    },
    en: {
      title: 'No route',
      detail:
        'No route fits this application, or a stage of it has nobody to act. Tell the administrator of your unit.',
    },
  },
} as const satisfies Partial<Record<RefusalCode, ProblemEntry>>;
