import fs from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';

describe('the parts every test runs on', () => {
  it('gives the addresses of a running PostgreSQL 18 with a migrated template', async () => {
    const client = new pg.Client({ connectionString: process.env['TEST_ADMIN_DATABASE_URL'] });
    await client.connect();
    const version = await client.query<{ server_version: string }>('SHOW server_version');
    const template = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [
      process.env['TEST_TEMPLATE_DB'],
    ]);
    await client.end();
    expect(version.rows[0]?.server_version).toMatch(/^18\./);
    expect(template.rowCount).toBe(1);
  });

  it('gives the address of a Temporal namespace with the search attributes of cases', async () => {
    const connection = await Connection.connect({ address: process.env['TEST_TEMPORAL_ADDRESS'] ?? '' });
    const namespace = process.env['TEST_TEMPORAL_NAMESPACE'] ?? '';
    const client = new Client({ connection, namespace });
    const { count } = await client.workflow.count(`CaseStatus = 'NEVER' AND Process = 'NEVER'`);
    await connection.close();
    expect(count).toBe(0);
  });

  it('bundles the workflows', () => {
    const file = process.env['TEST_WORKFLOW_BUNDLE'] ?? '';
    expect(fs.readFileSync(file, 'utf8')).toContain('admission');
  });
});
