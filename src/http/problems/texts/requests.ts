import type { RefusalCode } from '../../../domain/refusal.ts';
import type { ProblemEntry } from './problem-entry.ts';

/** The request itself, whatever it was about. */
export const REQUEST_PROBLEMS = {
  MALFORMED: {
    status: 400,
    'zh-CN': {
      title: '请求无法解析',
      detail: '请求内容不是完整、正确的 JSON（UTF-8）或地址编码有误。请检查格式后重新提交。',
    },
    en: {
      title: 'Request cannot be read',
      detail:
        'The body is not complete, correct JSON in UTF-8, or the address is badly encoded. Correct it and send it again.',
    },
  },
  INVALID: {
    status: 422,
    'zh-CN': {
      title: '填写内容有误',
      detail: '部分字段不符合要求，facts.issues 列出了每个字段及原因。请更正后重新提交。',
    },
    en: {
      title: 'Some fields are not acceptable',
      detail: 'Some fields break the rules; facts.issues names each and why. Correct them and send the request again.',
    },
  },
  UNKNOWN_FIELD: {
    status: 422,
    'zh-CN': {
      title: '包含未知字段',
      detail: '请求中有本接口不认识的字段（见 facts.issues），为避免误解，未作任何处理。请去掉这些字段后重试。',
    },
    en: {
      title: 'Unknown field',
      detail:
        'The request has fields this operation does not know (see facts.issues); nothing was done. Remove them and try again.',
    },
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    'zh-CN': {
      title: '请求内容过大',
      detail: '提交的内容超过允许的大小，未作任何处理。请缩短文字或分次提交；附件请通过文件上传接口提交。',
    },
    en: {
      title: 'Request too large',
      detail:
        'The content is larger than allowed and nothing was done. Shorten it or send it in parts; send files through the upload operations.',
    },
  },
  UNSUPPORTED_MEDIA: {
    status: 415,
    'zh-CN': {
      title: '不支持的内容类型',
      detail: '本接口不接受这种 Content-Type 的内容。请按接口文档所列的类型提交。',
    },
    en: {
      title: 'Unsupported content type',
      detail: 'This operation does not take content of this type. Send one of the types the API document lists.',
    },
  },
  NOT_FOUND: {
    status: 404,
    'zh-CN': { title: '未找到', detail: '该地址或记录不存在，或者您无权查看。请检查链接，必要时联系管理员。' },
    en: {
      title: 'Not found',
      detail:
        'There is no such address or record, or it is not one you may see. Check the link; ask your administrator if you need access.',
    },
  },
  NOT_ALLOWED: {
    status: 403,
    'zh-CN': { title: '没有权限', detail: '您目前的角色不允许进行此操作。如工作需要，请联系管理员授予相应角色。' },
    en: {
      title: 'Not allowed',
      detail: 'None of your present roles allows this. If your work needs it, ask an administrator for the role.',
    },
  },
  NOT_LOGGED_IN: {
    status: 401,
    'zh-CN': { title: '尚未登录', detail: '您尚未登录、登录已过期，或访问令牌无效。请重新登录后再试。' },
    en: {
      title: 'Not logged in',
      detail: 'You are not logged in, your session has ended, or the access token is not valid. Log in and try again.',
    },
  },
  CROSS_SITE: {
    status: 403,
    'zh-CN': {
      title: '请求来源不被接受',
      detail: '为防止跨站伪造，修改数据的请求只能从本系统自己的页面发出。请在本系统页面中重新操作。',
    },
    en: {
      title: 'Request from elsewhere',
      detail:
        'To keep other sites from acting in your name, changes are taken only from the pages of this product. Repeat it there.',
    },
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    'zh-CN': { title: '操作过于频繁', detail: '短时间内的尝试次数过多。请按 Retry-After 所示的秒数等待后再试。' },
    en: {
      title: 'Too many requests',
      detail: 'There were too many attempts in a short time. Wait as many seconds as Retry-After says, then try again.',
    },
  },
  KEY_MISSING: {
    status: 400,
    'zh-CN': {
      title: '缺少幂等键',
      detail: '此操作需要 Idempotency-Key 请求头（8 至 200 个可见 ASCII 字符）。请为每次新操作生成一个新的键。',
    },
    en: {
      title: 'Idempotency-Key missing',
      detail:
        'This operation needs the header Idempotency-Key (8 to 200 visible ASCII characters). Make a new one for every new act.',
    },
  },
  KEY_REUSED: {
    status: 422,
    'zh-CN': {
      title: '幂等键已用于其他操作',
      detail: '同一个 Idempotency-Key 已用于内容不同的请求，本次未作任何处理。请换一个新的键重新提交。',
    },
    en: {
      title: 'Idempotency-Key used before',
      detail:
        'The same Idempotency-Key was used for a different request; nothing was done. Send this one with a new key.',
    },
  },
  VERSION_MISSING: {
    status: 428,
    'zh-CN': {
      title: '缺少版本号',
      detail: '修改此记录需要 If-Match 请求头，其值为读取记录时得到的 ETag。请先重新读取再修改。',
    },
    en: {
      title: 'Version missing',
      detail:
        'Changing this record needs the header If-Match with the ETag you were given when you read it. Read it, then change it.',
    },
  },
  STALE_VERSION: {
    status: 412,
    'zh-CN': {
      title: '记录已被他人修改',
      detail: '您读取之后，该记录已有新的修改，您的修改未保存。请重新读取，核对后再提交。',
    },
    en: {
      title: 'Changed by somebody else',
      detail:
        'The record was changed after you read it and your change was not saved. Read it again, compare, and send your change anew.',
    },
  },
  BUSY: {
    status: 503,
    'zh-CN': {
      title: '系统繁忙',
      detail: '其他操作正占用同一记录，或数据库暂时不可用，未作任何处理。请稍候用同一个幂等键重试。',
    },
    en: {
      title: 'Busy',
      detail:
        'Another act holds the same record, or the database is away for a moment. Nothing is lost: repeat the request with the same key shortly.',
    },
  },
  INTERNAL: {
    status: 500,
    'zh-CN': {
      title: '系统内部错误',
      detail: '系统出现未预料的错误，已记录在案。请用同一个幂等键重试；如仍失败，请将 requestId 告知管理员。',
    },
    en: {
      title: 'Internal error',
      detail:
        'Something unforeseen happened and was logged. Repeat the request with the same key; if it fails again, tell your administrator the requestId.',
    },
  },
  ENGINE_AWAY: {
    status: 503,
    'zh-CN': {
      title: '流程引擎暂不可用',
      detail: '流程引擎暂时无法连接，此操作需要它的应答。请稍后重试；已完成的决定不受影响。',
    },
    en: {
      title: 'Process engine away',
      detail:
        'The process engine cannot be reached and this operation needs its answer. Try again later; decisions already made are not affected.',
    },
  },
} as const satisfies Partial<Record<RefusalCode, ProblemEntry>>;
