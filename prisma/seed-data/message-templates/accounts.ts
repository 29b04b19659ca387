import { writeTemplate } from './write-template.ts';

const LINK = ['link', 'expiresAt'];

export const accountTemplates = {
  VERIFY_EMAIL: writeTemplate(
    LINK,
    {
      subject: '请验证您的邮箱',
      text: [
        '感谢您注册。请打开下面的链接完成邮箱验证并设置密码，链接在{{ expiresAt }}前有效：\n{{ link }}',
        '如果不是您本人注册，请忽略本邮件。',
      ],
    },
    {
      subject: 'Please verify your e-mail address',
      text: [
        'Thank you for registering. Please open this link to verify your address and set your password; it works until {{ expiresAt }}:\n{{ link }}',
        'If you did not register, please ignore this message.',
      ],
    },
  ),
  RESET_PASSWORD: writeTemplate(
    LINK,
    {
      subject: '重置密码',
      text: [
        '我们收到了重置您密码的请求。请打开下面的链接设置新密码，链接在{{ expiresAt }}前有效，只能使用一次：\n{{ link }}',
        '如果不是您本人操作，请忽略本邮件，您的密码不会改变。',
      ],
    },
    {
      subject: 'Reset your password',
      text: [
        'We were asked to reset your password. Please open this link to set a new one; it works once, until {{ expiresAt }}:\n{{ link }}',
        'If it was not you, please ignore this message; your password stays as it is.',
      ],
    },
  ),
  STAFF_INVITED: writeTemplate(
    LINK,
    {
      subject: '邀请您使用{{ product }}',
      text: ['管理员已为您开通账号。请打开下面的链接设置密码，链接在{{ expiresAt }}前有效：\n{{ link }}'],
    },
    {
      subject: 'You are invited to {{ product }}',
      text: [
        'An administrator has opened an account for you. Please open this link to set your password; it works until {{ expiresAt }}:\n{{ link }}',
      ],
    },
  ),
  MEMBER_INVITED: writeTemplate(
    [...LINK, 'companyName'],
    {
      subject: '{{ companyName }}邀请您使用{{ product }}',
      text: ['{{ companyName }}邀请您成为其成员。请打开下面的链接设置密码，链接在{{ expiresAt }}前有效：\n{{ link }}'],
    },
    {
      subject: '{{ companyName }} invites you to {{ product }}',
      text: [
        '{{ companyName }} invites you to act as one of its members. Please open this link to set your password; it works until {{ expiresAt }}:\n{{ link }}',
      ],
    },
  ),
  CONFLICT_RECORDED: writeTemplate(
    ['link'],
    {
      subject: '已为您登记一项利益冲突',
      text: [
        '管理员或合规专员已为您登记与某企业或案件的利益冲突。相关待办已由他人办理，您不再参与其审批。登录后可查看详情：\n{{ link }}',
        '如认为登记有误，请联系合规专员。',
      ],
    },
    {
      subject: 'A conflict of interest was recorded for you',
      text: [
        'An administrator or a compliance officer has recorded a conflict of interest of yours with a company or a case. Others decide it instead of you. Log in to see which:\n{{ link }}',
        'If you think this is wrong, please ask a compliance officer.',
      ],
    },
  ),
  MEMBER_ADDED: writeTemplate(
    ['link', 'companyName'],
    {
      subject: '您已成为{{ companyName }}的成员',
      text: [
        '{{ companyName }}的所有人已将您的账号加为其成员。登录后即可代其办理：\n{{ link }}',
        '如有疑问，请联系该企业的所有人。',
      ],
    },
    {
      subject: 'You are now a member of {{ companyName }}',
      text: [
        'An owner of {{ companyName }} has made your account one of its members. Log in to act for it:\n{{ link }}',
        'If this surprises you, please ask an owner of the company.',
      ],
    },
  ),
  ALREADY_REGISTERED: writeTemplate(
    ['link'],
    {
      subject: '您已经注册过',
      text: [
        '有人用这个邮箱再次申请注册。您的账号已经存在，可以直接登录：\n{{ link }}',
        '忘记密码时，请在登录页选择“忘记密码”。如果不是您本人操作，请忽略本邮件。',
      ],
    },
    {
      subject: 'You are registered already',
      text: [
        'Somebody registered with this address again. Your account exists; you can log in:\n{{ link }}',
        'If you forgot your password, choose “Forgotten password” there. If it was not you, please ignore this message.',
      ],
    },
  ),
};
