import { writeTemplate } from './write-template.ts';

const KIND_ZH =
  "{% if batchKind == 'HAND_OVER' %}离职交接{% elsif batchKind == 'ROUTE_MOVE' %}审批流版本迁移{% else %}批量处理{% endif %}";
const KIND_EN =
  "{% if batchKind == 'HAND_OVER' %}hand-over{% elsif batchKind == 'ROUTE_MOVE' %}move to a newer route{% else %}bulk decision{% endif %}";

export const batchTemplates = {
  BATCH_ENDED: writeTemplate(
    ['batchKind', 'total', 'succeeded', 'refused', 'failed', 'canceled', 'link'],
    {
      subject: `${KIND_ZH}已结束：共{{ total }}项，成功{{ succeeded }}项`,
      text: [
        `您提交的${KIND_ZH}已结束：共{{ total }}项，成功{{ succeeded }}项。`,
        '{% if refused > 0 %}被拒绝{{ refused }}项。\n{% endif %}{% if failed > 0 %}未能完成{{ failed }}项。\n{% endif %}{% if canceled > 0 %}已取消{{ canceled }}项。\n{% endif %}',
        '查看每一项的结果：\n{{ link }}',
      ],
    },
    {
      subject: `Your ${KIND_EN} has ended: {{ succeeded }} of {{ total }} done`,
      text: [
        `Your ${KIND_EN} has ended: {{ succeeded }} of {{ total }} done.`,
        '{% if refused > 0 %}Refused: {{ refused }}.\n{% endif %}{% if failed > 0 %}Could not be completed: {{ failed }}.\n{% endif %}{% if canceled > 0 %}Canceled: {{ canceled }}.\n{% endif %}',
        'See what became of each:\n{{ link }}',
      ],
    },
  ),
};
