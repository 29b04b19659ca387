import { readOwnFigures } from '../../../figures/figures.ts';
import { defineRoute } from '../../route.ts';
import { FiguresSchema, PeriodQuery, periodOf, TAG } from './schemas.ts';

/** GET /figures/mine */
export const readOwnFiguresRoute = defineRoute({
  id: 'readOwnFigures',
  method: 'get',
  path: '/figures/mine',
  tag: TAG,
  summary: 'What waits for me now, what I decided in a period and how long it took, by stage',
  access: ['WORK_ON_TASKS'],
  query: PeriodQuery,
  response: { status: 200, schema: FiguresSchema },
  async handle({ deps, actor, query }) {
    const period = periodOf(query);
    return { body: { ...period, ...(await readOwnFigures(deps.db.sql, actor.id, period)) } };
  },
});
