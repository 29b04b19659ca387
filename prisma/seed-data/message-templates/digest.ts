import { writeTemplate } from './write-template.ts';

const VALUES = ['day', 'mine', 'pools', 'overdue', 'atRisk', 'questions', 'copies', 'tasks', 'link'];

export const digestTemplates = {
  DAILY_DIGEST: writeTemplate(
    VALUES,
    {
      subject:
        '每日摘要 {{ day }}：在办 {{ mine }} 件，待领 {{ pools }} 件{% if overdue > 0 %}，逾期 {{ overdue }} 件{% endif %}',
      text: [
        '您的工作概况：\n在办：{{ mine }} 件（逾期 {{ overdue }} 件，即将到期 {{ atRisk }} 件）\n待领：{{ pools }} 件\n待答复的提问：{{ questions }} 条\n未读抄送：{{ copies }} 条',
        '{% if tasks.size > 0 %}最紧急的任务：{% for task in tasks %}\n{{ task.caseNumber }}　{{ task.title }}　{{ task.stageTitle }}{% if task.dueAt %}（期限 {{ task.dueAt }}）{% endif %}{% endfor %}{% endif %}',
        '前往办理：\n{{ link }}',
        '不再需要每日摘要时，可在个人设置中关闭。',
      ],
    },
    {
      subject:
        'Your day {{ day }}: {{ mine }} in hand, {{ pools }} to take{% if overdue > 0 %}, {{ overdue }} overdue{% endif %}',
      text: [
        'Your work:\nin hand: {{ mine }} ({{ overdue }} overdue, {{ atRisk }} at risk)\nto take: {{ pools }}\nquestions to answer: {{ questions }}\nunread copies: {{ copies }}',
        '{% if tasks.size > 0 %}Most urgent:{% for task in tasks %}\n{{ task.caseNumber }}, {{ task.title }}, {{ task.stageTitle }}{% if task.dueAt %} (due {{ task.dueAt }}){% endif %}{% endfor %}{% endif %}',
        'Go to your work:\n{{ link }}',
        'You can switch this digest off in your settings.',
      ],
    },
  ),
};
