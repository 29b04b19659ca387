import type { RefusalCode } from '../../../domain/refusal.ts';
import type { ProblemEntry } from './problem-entry.ts';

/** Log-in, accounts, companies' members and roles. */
export const ACCOUNT_PROBLEMS = {
  WRONG_LOGIN: {
    status: 401,
    'zh-CN': { title: '登录失败', detail: '登录名或密码不正确。请检查后重试；如忘记密码，可通过“忘记密码”重新设置。' },
    en: {
      title: 'Log-in failed',
      detail:
        'The log-in name or the password is not right. Check both and try again, or set a new password with "forgotten password".',
    },
  },
  LOCKED_OUT: {
    status: 429,
    'zh-CN': {
      title: '登录暂时锁定',
      detail:
        '连续登录失败次数过多，该登录名已暂时锁定。请在 facts.until 所示时间之后重试，或通过“忘记密码”重新设置密码。',
    },
    en: {
      title: 'Log-in locked for a while',
      detail:
        'There were too many failed log-ins in a row. Try again after facts.until, or set a new password with "forgotten password".',
    },
  },
  ACCOUNT_DISABLED: {
    status: 403,
    'zh-CN': { title: '账号已停用', detail: '该账号已被停用，不能登录或授予角色。如需恢复，请联系管理员。' },
    en: {
      title: 'Account disabled',
      detail:
        'This account was disabled; it can neither log in nor be given roles. Ask an administrator to enable it again.',
    },
  },
  LINK_INVALID: {
    status: 410,
    'zh-CN': { title: '链接无效或已过期', detail: '该链接不正确、已使用过或已过期。请重新申请一封新的邮件。' },
    en: {
      title: 'Link not valid',
      detail: 'The link is not right, was used before, or has expired. Ask for a new mail and use the link in it.',
    },
  },
  PASSWORD_REFUSED: {
    status: 422,
    'zh-CN': {
      title: '密码不符合要求',
      detail: '新密码不符合密码规则，facts.faults 列出了不符合的各项。请换一个密码。',
    },
    en: {
      title: 'Password not acceptable',
      detail: 'The new password breaks the password rules that facts.faults names. Choose another one.',
    },
  },
  CONSENT_MISSING: {
    status: 403,
    'zh-CN': {
      title: '需要同意隐私政策',
      detail: '您尚未同意现行版本的隐私政策。请阅读并同意后再继续；您的资料仅用于渠道合作管理。',
    },
    en: {
      title: 'Consent needed',
      detail:
        'You have not yet consented to the present version of the privacy notice. Read it and consent to it, then go on.',
    },
  },
  LOGIN_TAKEN: {
    status: 409,
    'zh-CN': { title: '登录名已被使用', detail: '该登录名已属于其他账号。请换一个登录名。' },
    en: { title: 'Log-in name taken', detail: 'Another account has this log-in name. Choose a different one.' },
  },
  REAUTHENTICATION_FAILED: {
    status: 403,
    'zh-CN': {
      title: '身份确认失败',
      detail: '当前密码不正确，此操作需要再次确认身份，未作任何处理。请重新输入当前密码。',
    },
    en: {
      title: 'Could not confirm it is you',
      detail: 'This act needs your present password and the one given is not right; nothing was done. Enter it again.',
    },
  },
  LAST_OWNER: {
    status: 409,
    'zh-CN': {
      title: '企业必须保留一名所有人',
      detail: '该成员是企业唯一的所有人，不能移除或取消其所有人角色。请先指定另一名所有人。',
    },
    en: {
      title: 'A company needs an owner',
      detail:
        'This member is the only owner of the company and cannot be removed or stop being owner. Make somebody else an owner first.',
    },
  },
  ALREADY_MEMBER: {
    status: 409,
    'zh-CN': { title: '已是企业成员', detail: '该人员已是本企业成员。如需调整，请修改其角色。' },
    en: {
      title: 'Already a member',
      detail: 'This person is already a member of the company. To change what they may do, change their roles.',
    },
  },
  ALREADY_HELD: {
    status: 409,
    'zh-CN': {
      title: '已持有该角色',
      detail: '该员工在此组织单元、此期间内已持有该角色。如需调整，请先结束原有授权。',
    },
    en: {
      title: 'Role already held',
      detail:
        'This person already holds the role in this unit for that time. End the present grant first if it has to change.',
    },
  },
  SCOPE_MISSING: {
    status: 403,
    'zh-CN': {
      title: '令牌缺少所需范围',
      detail: '该服务账号令牌没有此操作所需的范围。请由管理员签发包含该范围的令牌。',
    },
    en: {
      title: 'Scope missing',
      detail:
        'The token of this service account does not have the scope this operation needs. Ask an administrator for a token that has it.',
    },
  },
} as const satisfies Partial<Record<RefusalCode, ProblemEntry>>;
