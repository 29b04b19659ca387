import { webcrypto } from 'node:crypto';
import { createContext, runInContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REFUSAL_CODES } from '../../../src/domain/refusal.ts';
import { EXAMPLE_KEY } from '../../../src/http/openapi/operation.ts';
import { TAGS } from '../../../src/http/openapi/tags.ts';
import { PROBLEMS } from '../../../src/http/problems/problem-catalogue.ts';
import { ROUTES } from '../../../src/http/routes/index.ts';
import { startApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await api.close();
});

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string }[];
  responses: Record<string, { $ref?: string }>;
  security?: unknown[];
}

const get = (path: string) => fetch(api.url + path, { redirect: 'manual' });

describe('GET /openapi.json', () => {
  it('describes every route with its parameters, answers and problems', async () => {
    const document = (await (await get('/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, Record<string, Operation>>;
      components: {
        securitySchemes: object;
        schemas: { Problem: { properties: object } };
        responses: Record<string, { content: Record<string, { schema: { $ref?: string } }> }>;
      };
    };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.components.securitySchemes)).toEqual(['session', 'bearer']);
    expect(Object.keys(document.components.schemas.Problem.properties)).toContain('code');
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(ROUTES.map(({ id }) => id).sort());
    for (const route of ROUTES) {
      const operation = document.paths[route.path]?.[route.method];
      const headers = operation?.parameters?.filter((one) => one.in === 'header').map(({ name }) => name) ?? [];
      expect(headers.includes('Idempotency-Key')).toBe(route.method !== 'get' && route.keyless !== true);
      expect(headers.includes('If-Match')).toBe(route.refusals?.includes('STALE_VERSION') ?? false);
      expect(operation?.responses[String(route.response.status)]).toBeDefined();
      const refused = operation?.responses['500']?.$ref?.replace('#/components/responses/', '') ?? '';
      expect(document.components.responses[refused]?.content['application/problem+json']?.schema.$ref).toBe(
        '#/components/schemas/Problem',
      );
      expect(operation?.security).toEqual(route.access === 'PUBLIC' ? [] : undefined);
    }
  });
});

describe('the description', () => {
  it('names each part of the API in Chinese, too', () => {
    expect(Object.keys(TAGS).sort()).toEqual([...new Set(ROUTES.map(({ tag }) => tag))].sort());
    for (const name of Object.values(TAGS)) expect(name).toMatch(/^\p{Script=Han}[\p{Script=Han}、]*$/u);
  });

  it('shows every refusal as it is told', async () => {
    const { components } = (await (await get('/openapi.json')).json()) as {
      components: {
        examples: Record<string, { value: object }>;
        responses: Record<string, { content: Record<string, { examples: Record<string, { $ref: string }> }> }>;
      };
    };
    for (const code of REFUSAL_CODES) {
      const { status, 'zh-CN': text } = PROBLEMS[code];
      expect(components.examples[code]?.value).toMatchObject({ code, status, ...text });
    }
    for (const { content } of Object.values(components.responses)) {
      for (const [code, { $ref }] of Object.entries(content['application/problem+json']?.examples ?? {})) {
        expect($ref).toBe(`#/components/examples/${code}`);
        expect(Object.keys(components.examples)).toContain(code);
      }
    }
  });
});

describe('GET /docs', () => {
  it('leads to a page that asks nothing of other servers', async () => {
    const moved = await get('/docs');
    expect([moved.status, moved.headers.get('location')]).toEqual([301, '/docs/']);
    const page = await get('/docs/');
    const html = await page.text();
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(html).not.toMatch(/https?:\/\//);
    expect(html).not.toMatch(/<script>|\son\w+=/);
    const assets = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name]) => name ?? '');
    expect(assets).toHaveLength(5);
    for (const asset of assets) expect((await get(`/docs/${asset}`)).status).toBe(200);
    const initializer = await (await get('/docs/initializer.js')).text();
    expect(initializer).toContain('validatorUrl: null');
    expect(initializer).not.toMatch(/https?:\/\//);
  });

  it('makes a new act of every try whose idempotency key nobody changed', async () => {
    const initializer = await (await get('/docs/initializer.js')).text();
    const page = createContext({ window: {}, crypto: webcrypto, SwaggerUIBundle: (options: object) => options });
    runInContext(initializer, page);
    const send = (key: string) =>
      String(
        runInContext(
          `window.ui.requestInterceptor({ headers: { 'Idempotency-Key': '${key}' } }).headers['Idempotency-Key']`,
          page,
        ),
      );
    expect(send('a key of my own')).toBe('a key of my own');
    const tried = [send(EXAMPLE_KEY), send(EXAMPLE_KEY)];
    expect(new Set([...tried, EXAMPLE_KEY]).size).toBe(3);
  });

  it('serves nothing outside its folder', async () => {
    for (const path of ['/docs/..%2f..%2fpackage.json', '/docs/%2e%2e/package.json', '/docs/nothing.js']) {
      expect((await get(path)).status).toBeGreaterThanOrEqual(400);
    }
  });
});
