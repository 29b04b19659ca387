import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import { REFUSAL_CODES, type RefusalCode } from '../../domain/refusal.ts';
import { problemOf } from '../problems/problem.ts';
import { PROBLEMS } from '../problems/problem-catalogue.ts';
import type { Route } from '../route.ts';
import { refusalsOf } from './refusals.ts';

/** RFC 9457 as this API sends it. */
const ProblemSchema = z
  .object({
    type: z.string().meta({ description: 'Address of the explanation of this code, relative to the server.' }),
    title: z.string().meta({ description: 'What it is, in the language of Accept-Language (zh-CN first).' }),
    status: z.number().int(),
    code: z.enum(REFUSAL_CODES).meta({ description: 'Stable and language-free; branch on this.' }),
    detail: z.string().meta({ description: 'What happened and what to do, for people.' }),
    facts: z.record(z.string(), z.unknown()).optional().meta({ description: 'Ids, codes and numbers of this answer.' }),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem' });

/** One response per status, naming the codes it may carry. */
export function problemResponses(route: Route): ZodOpenApiResponsesObject {
  const byStatus = new Map<number, RefusalCode[]>();
  for (const code of refusalsOf(route)) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const responses: ZodOpenApiResponsesObject = {};
  for (const [status, codes] of [...byStatus].sort(([a], [b]) => a - b)) {
    responses[asStatusKey(status)] = problemResponse(status, codes);
  }
  return responses;
}

const shared = new Map<string, ZodOpenApiResponseObject>();

/** Operations that answer the same codes share one component; without that the document is five times as long. */
function problemResponse(status: number, codes: readonly RefusalCode[]): ZodOpenApiResponseObject {
  const id = `Problem${status}-${createHash('sha256').update(codes.join()).digest('hex').slice(0, 8)}`;
  const response = shared.get(id) ?? {
    id,
    description: codes.map((code) => `\`${code}\``).join(', '),
    content: { 'application/problem+json': { schema: ProblemSchema, examples: referTo(codes) } },
  };
  shared.set(id, response);
  return response;
}

/** Every refusal as a Chinese reader is told it; responses refer to them. */
export function problemExamples() {
  return Object.fromEntries(REFUSAL_CODES.map((code) => [code, exampleOf(code)]));
}

function exampleOf(code: RefusalCode) {
  const value = problemOf(code, {}, 'zh-CN', '0190a6c4-8d5e-7f3a-9b1c-2d4e6f8a0b1c');
  return { summary: `${code}: ${PROBLEMS[code].en.title}`, value };
}

function referTo(codes: readonly RefusalCode[]) {
  return Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]));
}

export function asStatusKey(status: number): `${1 | 2 | 3 | 4 | 5}${string}` {
  const text = String(status);
  if (!isStatusKey(text)) throw new Error(`${text} is no HTTP status`);
  return text;
}

function isStatusKey(text: string): text is `${1 | 2 | 3 | 4 | 5}${string}` {
  return /^[1-5]\d\d$/.test(text);
}
