import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureCertificates, type Certificates } from '../scripts/start/https/certificates.ts';
import { makeScratchDirectory, removeScratchDirectory } from './scripts/scratch-directory.ts';
import { DEMO_PASSWORD, freePort, startApi, testConfig, type TestApi } from './support/api.ts';
import { startServer } from '../src/server.ts';

let directory: string;
let certificates: Certificates;
let api: TestApi;
let port: number;

beforeAll(async () => {
  directory = makeScratchDirectory();
  certificates = ensureCertificates({ directory: path.join(directory, 'tls'), names: ['localhost', '127.0.0.1'] });
  port = await freePort();
  api = await startApi({
    environment: {
      PORT: String(port),
      PUBLIC_URL: `https://127.0.0.1:${port}`,
      TLS_CERT_FILE: certificates.certificateFile,
      TLS_KEY_FILE: certificates.keyFile,
    },
  });
});
afterAll(async () => {
  await api.close();
  removeScratchDirectory(directory);
});

describe('the API with a certificate of its own', () => {
  it('lets people log in with a cookie that no plain connection carries, under each of its names', async () => {
    for (const name of ['127.0.0.1', 'localhost']) {
      const { status, headers } = await logIn(name);
      expect(status).toBe(201);
      expect(headers['set-cookie']?.[0]).toMatch(/^qudao\.sid=.*; HttpOnly; Secure; SameSite=Lax$/);
    }
  });

  it('tells a browser to insist on TLS in production only', async () => {
    expect((await logIn('localhost')).headers['strict-transport-security']).toBeUndefined();
    const behindProxy = await freePort();
    const environment = { QUDAO_MODE: 'production', PORT: String(behindProxy), PUBLIC_URL: 'https://qudao.example' };
    const production = await startApi({ db: api.db, environment });
    const { headers } = await fetch(`http://127.0.0.1:${behindProxy}/live`);
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=31536000/);
    await production.close();
  });

  it('answers nothing over a plain connection', async () => {
    await expect(
      new Promise((resolve, reject) => http.get(`http://127.0.0.1:${port}/live`, resolve).once('error', reject)),
    ).rejects.toThrow();
  });

  it('does not start with a key that is not the certificate’s', async () => {
    const other = ensureCertificates({ directory: path.join(directory, 'other'), names: ['localhost'] });
    const config = testConfig({
      DATABASE_URL: api.db.url,
      DATA_DIR: directory,
      PORT: '0',
      PUBLIC_URL: 'https://127.0.0.1',
      TLS_CERT_FILE: certificates.certificateFile,
      TLS_KEY_FILE: other.keyFile,
    });
    await expect(startServer(config)).rejects.toThrow(
      `TLS_CERT_FILE ${certificates.certificateFile} and TLS_KEY_FILE ${other.keyFile} are not usable`,
    );
  });
});

/** As a browser that trusts the authority and has opened the product under that name. */
async function logIn(name: string): Promise<{ status: number; headers: http.IncomingHttpHeaders }> {
  const body = JSON.stringify({ login: 'administrator.province', password: DEMO_PASSWORD });
  return new Promise((resolve, reject) => {
    const request = https.request(`https://${name}:${port}/api/v1/sessions`, {
      method: 'POST',
      ca: readFileSync(certificates.authorityFile),
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    });
    request.once('error', reject);
    request.once('response', (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    });
    request.end(body);
  });
}
