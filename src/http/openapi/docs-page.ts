import { EXAMPLE_KEY } from './operation.ts';

/** What the browsable page consists of, besides the files of swagger-ui. */
export const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Qudao 渠道 API</title>
    <link rel="stylesheet" href="swagger-ui.css" />
    <link rel="stylesheet" href="page.css" />
    <link rel="icon" type="image/png" href="favicon-32x32.png" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="swagger-ui-bundle.js"></script>
    <script src="initializer.js"></script>
  </body>
</html>
`;

/** No operation has links; on a phone the cells of a row stand below each other, so that values keep the whole width. */
export const STYLE = `.swagger-ui .response-col_links.response-col_links.response-col_links { display: none; }

@media (max-width: 640px) {
  .swagger-ui .info { margin: 16px 0; }
  .swagger-ui .scheme-container { padding: 16px 0; }
  .swagger-ui .wrapper { padding: 0 12px; }
  .swagger-ui input[type='text'] { width: 100%; max-width: none; }
  .swagger-ui .highlight-code, .swagger-ui .curl, .swagger-ui pre, .swagger-ui pre * { white-space: pre-wrap !important; overflow-wrap: anywhere; min-width: 0; }
  .swagger-ui .opblock-section-header { padding: 8px 12px; }
  .swagger-ui .opblock-section-header .btn { margin: 0 0 0 8px; padding: 5px 10px; }
  .swagger-ui .response-controls { flex-wrap: wrap; gap: 8px; }
  .swagger-ui .responses-table thead, .swagger-ui .parameters thead { display: none; }
  .swagger-ui .responses-table, .swagger-ui .responses-table :is(tbody, tr, td),
  .swagger-ui .parameters, .swagger-ui .parameters > tbody, .swagger-ui .parameters > tbody > tr,
  .swagger-ui .parameters > tbody > tr > td { display: block; width: auto; max-width: none; }
}
`;

/**
 * `validatorUrl: null`: nothing is asked of any server but this one. Where a form still holds the example of an idempotency
 * key, every try is a new act.
 */
export const INITIALIZER = `const exampleKey = '${EXAMPLE_KEY}';
window.ui = SwaggerUIBundle({
  url: '../openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
  docExpansion: 'none',
  filter: true,
  requestInterceptor(request) {
    if (request.headers?.['Idempotency-Key'] === exampleKey) request.headers['Idempotency-Key'] = crypto.randomUUID();
    return request;
  },
});
`;
