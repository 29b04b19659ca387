import { z } from 'zod';
import { readTeamFigures } from '../../../figures/figures.ts';
import { defineRoute } from '../../route.ts';
import { FiguresSchema, PeriodQuery, periodOf, TAG } from './schemas.ts';

/** GET /figures/team */
export const readTeamFiguresRoute = defineRoute({
  id: 'readTeamFigures',
  method: 'get',
  path: '/figures/team',
  tag: TAG,
  summary: 'The same of the units I head, with all below them: where cases wait longest',
  access: ['WORK_ON_TASKS'],
  query: PeriodQuery,
  response: {
    status: 200,
    schema: FiguresSchema.extend({ staff: z.int().meta({ description: 'People whose decisions are counted.' }) }),
  },
  refusals: ['NO_TEAM'],
  async handle({ deps, actor, query }) {
    const period = periodOf(query);
    return { body: { ...period, ...(await readTeamFigures(deps.db.sql, actor.id, period)) } };
  },
});
