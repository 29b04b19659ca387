import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Route } from '../route.ts';
import { operationOf } from './operation.ts';
import { problemExamples } from './problem-responses.ts';
import { TAGS } from './tags.ts';

const DESCRIPTION = `Runs the life of a telecom operator's sales-channel partners. 渠道合作伙伴全生命周期管理。

- Log in with \`POST /sessions\`; the session is a cookie. Machines send a bearer token of a service account instead.
- Every change by somebody logged in needs an \`Idempotency-Key\`. Where two people may edit, it also needs \`If-Match\`.
- Refusals are problems (RFC 9457) with a stable \`code\`; titles and details follow \`Accept-Language\` (zh-CN, en).
- Lists are pages: send \`limit\` and the \`cursor\` that the page before gave as \`next\`.
- Instants are ISO 8601 in UTC, dates are local calendar days, states and codes are language-free words.`;

/** OpenAPI 3.1, made from the schemas that validate. */
function openApiDocument(routes: readonly Route[]) {
  return createDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Qudao 渠道', version: '1', description: DESCRIPTION },
      servers: [{ url: '/api/v1' }],
      security: [{ session: [] }, { bearer: [] }],
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      paths: pathsOf(routes),
      components: {
        examples: problemExamples(),
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'qudao.sid' },
          bearer: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    {
      allowEmptySchema: { date: { output: true } },
      override: ({ jsonSchema, zodSchema, io }) => {
        // A format says what its pattern of two hundred characters would say again.
        if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
        // These bounds are JavaScript's, not ours, and a page of documentation takes them for examples.
        if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
        if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
        if (io === 'output' && zodSchema._zod.def.type === 'date') {
          jsonSchema.type = 'string';
          jsonSchema.format = 'date-time';
        }
      },
    },
  );
}

function pathsOf(routes: readonly Route[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  return paths;
}

/** The text of `docs/openapi.json`, and of `/openapi.json`. */
export function openApiText(routes: readonly Route[]): string {
  return `${JSON.stringify(openApiDocument(routes), null, 2)}\n`;
}
