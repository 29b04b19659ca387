import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** CHROMIUM_PATH, or the first one on PATH. */
function findChromium(): string | undefined {
  const set = process.env['CHROMIUM_PATH'];
  if (set !== undefined) return set;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))).find((file) => existsSync(file));
}

/** A page of a context of its own, and everything on it that a visitor should never have met. */
export interface Visit {
  readonly page: Page;
  /** Errors on the console, exceptions, and requests to anywhere but the product. */
  readonly faults: readonly string[];
}

/**
 * Tests that drive a real Chromium. Without one they are skipped with a sentence that mends it, and fail where `REQUIRE_CHROMIUM` is set.
 */
export function describeInBrowser(
  title: string,
  body: (visit: (origin: string, options?: BrowserContextOptions) => Promise<Visit>) => void,
): void {
  const executablePath = findChromium();
  if (executablePath === undefined && process.env['REQUIRE_CHROMIUM'] === undefined) {
    describe.skip(`${title} (needs Chromium: install the package "chromium" or set CHROMIUM_PATH)`, () => {
      body(() => Promise.reject(new Error('no browser')));
    });
    return;
  }
  describe(title, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({
        ...(executablePath === undefined ? {} : { executablePath }),
        args: ['--no-sandbox', '--disable-dev-shm-usage'],
      });
    });
    afterAll(async () => {
      await browser.close();
    });
    body(async (origin, options = {}) => {
      const context = await browser.newContext({ locale: 'zh-CN', ...options });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) faults.push(`asked elsewhere: ${url}`);
      });
      return { page, faults };
    });
  });
}
