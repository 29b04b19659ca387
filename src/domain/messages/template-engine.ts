import { Liquid } from 'liquidjs';

/** A notice is a page of text; whoever needs more memory or time than this has written a loop. Characters and milliseconds. */
const LIMITS = { parseLimit: 100_000, memoryLimit: 1_000_000, renderLimit: 200 };

/** What a template may do: choose, repeat, name a value. Everything that reads another template is unknown to it. */
const TAGS = new Set(['if', 'unless', 'case', 'for', 'break', 'continue', 'assign', 'capture', 'comment', 'raw', '#']);

function engine(escape: boolean): Liquid {
  const liquid = new Liquid({
    ...LIMITS,
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    templates: {},
    timezoneOffset: 'Asia/Shanghai',
    ...(escape ? { outputEscape: 'escape' as const } : {}),
  });
  for (const name of Object.keys(liquid.tags)) if (!TAGS.has(name)) Reflect.deleteProperty(liquid.tags, name);
  // It would switch the escaping off again.
  Reflect.deleteProperty(liquid.filters, 'raw');
  return liquid;
}

const plain = engine(false);
const escaping = engine(true);

/** @throws Error for a template that does not parse, names a value that is not there, or wants too much. */
export function renderPlain(template: string, values: object): string {
  return String(plain.parseAndRenderSync(template, values));
}

/** As `renderPlain`, every printed value escaped for HTML. */
export function renderEscaped(template: string, values: object): string {
  return String(escaping.parseAndRenderSync(template, values));
}

/** Names the template takes from outside, without those it makes itself. @throws Error when it does not parse. */
export function variablesIn(template: string): string[] {
  return [...new Set(plain.globalVariablesSync(template))];
}
