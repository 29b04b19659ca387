import { Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { waitUntil } from '../machine/wait.ts';

/** Numbers of the wire enums (`temporal.api.enums.v1.IndexedValueType`, gRPC status). */
const keyword = 2;
const alreadyExists = 6;
const notFound = 5;

/** Search attributes of the product's workflows; status words only, never names. */
const searchAttributes = { CaseStatus: keyword, Process: keyword };

/** Days the engine keeps an ended workflow; the legal record is in the product's own tables. */
const retentionDays = 90;

/**
 * Registers the namespace and its search attributes where they are missing and waits until the front end, matching and
 * history all know them: a worker that starts earlier ends with an error.
 */
export async function ensureNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await connection.withDeadline(Date.now() + 60_000, async () => {
      await register(connection, namespace);
      if (!(await waitUntil(() => knows(connection, namespace, ''), { timeout: 30_000 })))
        throw new Error(`the namespace ${namespace} does not appear`);
      await addSearchAttributes(connection, namespace);
      const query = Object.keys(searchAttributes)
        .map((name) => `${name} = 'X'`)
        .join(' AND ');
      if (!(await waitUntil(() => knows(connection, namespace, query), { timeout: 60_000 })))
        throw new Error(`the search attributes of ${namespace} do not appear`);
    });
  } finally {
    await connection.close();
  }
}

async function register(connection: Connection, namespace: string): Promise<void> {
  try {
    await connection.workflowService.describeNamespace({ namespace });
  } catch (error) {
    if (!hasStatus(error, notFound)) throw error;
    await ignoreExisting(
      connection.workflowService.registerNamespace({
        namespace,
        workflowExecutionRetentionPeriod: msToTs(`${retentionDays} days`),
      }),
    );
  }
}

async function addSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(searchAttributes).filter(([name]) => customAttributes[name] === undefined);
  if (missing.length === 0) return;
  await ignoreExisting(
    connection.operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(missing) }),
  );
}

/** Each service keeps its own cache of namespaces, so each is asked. */
async function knows(connection: Connection, namespace: string, query: string): Promise<boolean> {
  const { workflowService } = connection;
  try {
    await workflowService.countWorkflowExecutions({ namespace, query });
    await workflowService.describeTaskQueue({ namespace, taskQueue: { name: 'probe' } });
    return await workflowService.describeWorkflowExecution({ namespace, execution: { workflowId: 'probe' } }).then(
      () => true,
      (error: unknown) => hasStatus(error, notFound) && !String(error).includes('Namespace'),
    );
  } catch {
    return false;
  }
}

async function ignoreExisting(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!hasStatus(error, alreadyExists)) throw error;
  }
}

function hasStatus(error: unknown, status: number): boolean {
  if (!isGrpcServiceError(error)) return false;
  const code: number = error.code;
  return code === status;
}
