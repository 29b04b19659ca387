import http from 'node:http';

export interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly count: number;
  readonly failures: readonly string[];
}

/** Runs the jobs with this many at once and measures each from its start to its answer, in milliseconds. */
export async function measure<Job>(
  jobs: readonly Job[],
  atOnce: number,
  run: (job: Job) => Promise<string | undefined>,
): Promise<Measured> {
  const rest = [...jobs].reverse();
  const times: number[] = [];
  const failures: string[] = [];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let job = rest.pop(); job !== undefined; job = rest.pop()) {
        const from = performance.now();
        const failure = await run(job);
        times.push(performance.now() - from);
        if (failure !== undefined) failures.push(failure);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { perSecond: jobs.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99), count: jobs.length, failures };
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  readonly cookie: string | undefined;
}

type Headers = Readonly<Record<string, string>>;

/** One JSON request over a kept-alive connection. */
export function post(url: string, body: unknown, headers: Headers): Promise<HttpAnswer> {
  const text = JSON.stringify(body);
  const length = String(Buffer.byteLength(text));
  return call('POST', url, { 'content-type': 'application/json', 'content-length': length, ...headers }, text);
}

export function get(url: string, headers: Headers): Promise<HttpAnswer> {
  return call('GET', url, headers, '');
}

function call(method: string, url: string, headers: Headers, text: string): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      url,
      {
        method,
        agent,
        headers,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const cookie = response.headers['set-cookie']?.[0]?.split(';')[0];
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8'), cookie });
        });
      },
    );
    request.on('error', reject);
    request.end(text);
  });
}
