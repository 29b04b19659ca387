import { z } from 'zod';
import { listVersions } from '../../../policies/version.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { Key, Kind, TAG, VersionView, versionView } from './schemas.ts';

const Below = z.object({ below: z.int() });

/** GET /policies/{kind}/{key}/versions */
export const listPolicyVersionsRoute = defineRoute({
  id: 'listPolicyVersions',
  method: 'get',
  path: '/policies/{kind}/{key}/versions',
  tag: TAG,
  summary: 'The versions of one rule, newest first',
  access: ['READ_POLICIES'],
  params: z.object({ kind: Kind, key: Key }),
  query: z.strictObject(PAGE_QUERY),
  response: { status: 200, schema: pageSchema(VersionView) },
  async handle({ deps, params, query: { cursor, limit } }) {
    const rows = await listVersions(deps.db.sql, { ...params, below: readCursor(Below, cursor)?.below, limit });
    return { body: pageOf(rows, limit, ({ number }) => ({ below: number }), versionView) };
  },
});
