import type { RefusalCode } from '../../../domain/refusal.ts';
import type { ProblemEntry } from './problem-entry.ts';

export const CONTRACT_PROBLEMS = {
  CLAUSES_INCOMPLETE: {
    status: 422,
    'zh-CN': {
      title: '必备条款不完整',
      detail: '合同缺少必备条款或条款内容（见 facts.clauses），不能签发。请补齐后再签发。',
    },
    en: {
      title: 'Mandatory clauses incomplete',
      detail:
        'The contract lacks mandatory clauses or values (facts.clauses) and cannot be issued. Complete them first.',
    },
  },
  CHARACTERS_MISSING: {
    status: 422,
    'zh-CN': {
      title: '存在无法排印的字符',
      detail: '内容中有合同字体不包含的字符（见 facts.characters），为避免错字，未生成文件。请更换这些字符。',
    },
    en: {
      title: 'Characters cannot be printed',
      detail:
        'The text has characters that the contract fonts do not contain (facts.characters); no document was made. Replace them.',
    },
  },
  SIGN_ORDER: {
    status: 409,
    'zh-CN': { title: '未轮到您签署', detail: '合同须先由运营商盖章，再由合作伙伴签署。请等待前一方签署完成。' },
    en: {
      title: 'Not your turn to sign',
      detail: 'The operator seals first, then the partner signs. Wait until the party before you has signed.',
    },
  },
  DOCUMENT_CHANGED: {
    status: 409,
    'zh-CN': {
      title: '合同文件已变更',
      detail: '您阅读的文件与当前合同文件不一致，未签署。请重新打开合同，核对后再签署。',
    },
    en: {
      title: 'Document changed',
      detail:
        'The document you read is not the present one, so it was not signed. Open the contract again, check it, then sign.',
    },
  },
} as const satisfies Partial<Record<RefusalCode, ProblemEntry>>;
