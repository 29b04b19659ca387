import http from 'node:http';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import pg from 'pg';

/** A bare worker: one workflow, one local activity with one statement. */
Runtime.install({ logger: new DefaultLogger('ERROR') });
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 20 });
const connection = await NativeConnection.connect({ address: process.env['TEMPORAL_ADDRESS'] ?? '' });
const worker = await Worker.create({
  connection,
  namespace: process.env['TEMPORAL_NAMESPACE'] ?? '',
  taskQueue: process.env['BENCH_QUEUE'] ?? '',
  workflowsPath: fileURLToPath(new URL('./floor-workflow.js', import.meta.url)),
  activities: {
    async writeRows(rows: number): Promise<void> {
      await pool.query({
        name: 'write',
        text: `INSERT INTO bench_row (note) SELECT repeat('x', 200) FROM generate_series(1, $1::int)`,
        values: [rows],
      });
    },
  },
});
http.createServer((_req, res) => res.end()).listen(Number(process.env['BENCH_PORT']), '127.0.0.1');
await worker.run();
