import { z } from 'zod';
import type {
  ZodOpenApiMediaTypeObject,
  ZodOpenApiOperationObject,
  ZodOpenApiParameters,
  ZodOpenApiResponseObject,
} from 'zod-openapi';
import type { Route } from '../route.ts';
import { asStatusKey, problemResponses } from './problem-responses.ts';
import { isMutating, refusalsOf } from './refusals.ts';

export const EXAMPLE_KEY = '0d6f2c0e-6c0d-4b1f-9f0a-2f1a6c1f8f3b';

const IdempotencyKey = z.string().min(8).max(200).meta({
  description:
    'A new one for every new act. The same key with the same request is told the same answer again and nothing is done twice; with another request it is refused.',
  example: EXAMPLE_KEY,
});
const IfMatch = z.string().meta({ description: 'The `ETag` the record was read with.', example: '"3"' });
const Progress = z.enum(['DONE', 'PENDING']).meta({
  description: 'PENDING: the act stands, and the process engine has still to be told of it. Read the case again later.',
});

/** One route as an operation of the document. */
export function operationOf(route: Route): ZodOpenApiOperationObject {
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.tag],
    ...(route.access === 'PUBLIC' ? { security: [] } : {}),
    ...(Array.isArray(route.access)
      ? { description: `Needs one of: ${route.access.map((permission) => `\`${permission}\``).join(', ')}.` }
      : {}),
    requestParams: parametersOf(route),
    ...requestBodyOf(route),
    responses: { [asStatusKey(route.response.status)]: successOf(route), ...problemResponses(route) },
  };
}

function parametersOf(route: Route): ZodOpenApiParameters {
  const keyed = isMutating(route) && route.keyless !== true;
  const versioned = isMutating(route) && refusalsOf(route).includes('VERSION_MISSING');
  const header = z.object({
    ...(keyed ? { 'Idempotency-Key': IdempotencyKey } : {}),
    ...(versioned ? { 'If-Match': IfMatch } : {}),
  });
  return {
    ...(route.params instanceof z.ZodObject ? { path: route.params } : {}),
    ...(route.query instanceof z.ZodObject ? { query: route.query } : {}),
    ...(keyed || versioned ? { header } : {}),
  };
}

function requestBodyOf(route: Route): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (route.body === undefined && route.content === undefined) return {};
  const media: ZodOpenApiMediaTypeObject = route.body === undefined ? {} : { schema: route.body };
  return { requestBody: { required: true, content: { [route.content ?? 'application/json']: media } } };
}

function successOf(route: Route): ZodOpenApiResponseObject {
  const { schema, content } = route.response;
  if (schema === undefined && content === undefined) return { description: 'Done, without content.' };
  if (schema === undefined)
    return { description: 'The file.', content: { [content ?? 'application/octet-stream']: {} } };
  const answered = isMutating(route) && route.keyless !== true ? withProgress(schema) : schema;
  return { description: 'Done.', content: { [content ?? 'application/json']: { schema: answered } } };
}

/** Every act's answer says how far the engine is. */
function withProgress(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject && !('progress' in schema.shape)
    ? schema.extend({ progress: Progress })
    : schema;
}
