import { z } from 'zod';
import { schemaOfForm } from '../../../domain/forms/form-schema.ts';
import { rightOf } from '../../../domain/forms/visible-fields.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { mayStart } from '../../../domain/requests/may-start.ts';
import { openKinds } from '../../../requests/kinds.ts';
import { defineRoute } from '../../route.ts';
import { TAG } from './schemas.ts';

/** GET /request-kinds/{code}: the form to fill in, for renderers and programs. A kind one may not start is not there. */
export const readRequestKind = defineRoute({
  id: 'readRequestKind',
  method: 'get',
  path: '/request-kinds/{code}',
  tag: TAG,
  summary: 'The form of a kind of request',
  access: ['APPLY', 'WORK_ON_TASKS'],
  params: z.object({ code: z.string().max(40) }),
  response: {
    status: 200,
    schema: z.object({
      code: z.string(),
      versionId: z.uuid(),
      fields: z.array(z.looseObject({ key: z.string(), type: z.string(), right: z.string() })),
      jsonSchema: z.record(z.string(), z.unknown()),
    }),
  },
  async handle({ deps, actor, params }) {
    const kinds = await openKinds(deps.db.sql, new Date());
    const kind = kinds.find(({ body }) => body.code === params.code && mayStart(body, actor));
    if (kind === undefined) throw new Refusal('NOT_FOUND');
    const fields = kind.body.form.fields.flatMap(({ rights, ...field }) => {
      const right = rightOf({ rights }, { kind: 'APPLICANT' }, false);
      return right === 'HIDDEN' ? [] : [{ ...field, right }];
    });
    const editable = kind.body.form.fields.filter(({ key }) =>
      fields.some((field) => field.key === key && field.right === 'EDIT'),
    );
    return { body: { code: kind.body.code, versionId: kind.id, fields, jsonSchema: schemaOfForm(editable) } };
  },
});
