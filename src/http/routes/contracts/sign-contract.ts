import { z } from 'zod';
import { reauthenticate } from '../../../accounts/credentials/reauthenticate.ts';
import { actOnTask } from '../../../cases/act-on-task.ts';
import { caseOfTask } from '../../../cases/visibility.ts';
import { signContract } from '../../../contracts/signing/sign-contract.ts';
import { gatesOf } from '../../../processes/gates.ts';
import { defineRoute } from '../../route.ts';
import { PasswordField } from '../accounts/schemas.ts';
import { Sha256, TAG } from './schemas.ts';

/**
 * POST /tasks/{taskId}/signature (CTR-01): the signer gives the password again and the hash of the document they read. The password
 * is tried before the act, so a wrong one is no answer to the key; and the key stands for the signature alone, without the password.
 */
export const signContractRoute = defineRoute({
  id: 'signContract',
  method: 'post',
  path: '/tasks/{taskId}/signature',
  tag: TAG,
  summary: 'Sign the contract',
  access: ['WORK_ON_TASKS'],
  params: z.object({ taskId: z.uuid() }),
  body: z.strictObject({ password: PasswordField, sha256: Sha256 }),
  // Named, so that the key's hash is made here and not of the whole body.
  content: 'application/json',
  response: {
    status: 200,
    schema: z.object({
      caseId: z.uuid(),
      taskId: z.uuid(),
      decisionId: z.uuid(),
      phaseOutcome: z.string().nullable(),
      opened: z.array(z.uuid()),
    }),
  },
  refusals: [
    'REAUTHENTICATION_FAILED',
    'LOCKED_OUT',
    'DOCUMENT_CHANGED',
    'SIGN_ORDER',
    'WRONG_STATE',
    'OUTCOME_NOT_OFFERED',
    'ALREADY_DECIDED',
    'SUPERSEDED',
    'NOT_HOLDER',
    'EXCLUDED',
    'TASK_SUSPENDED',
    'IN_TRANSITION',
    'CASE_CLOSED',
    'CASE_CLOSING',
  ],
  handle: async ({ deps, req, actor, params: { taskId }, body: { password, sha256 }, act }) => {
    const { config, db } = deps;
    await caseOfTask(db.sql, actor, taskId);
    const ip = req.ip ?? '';
    await reauthenticate({ db, personHashKey: config.personHashKey }, { accountId: actor.id, password, ip });
    const perform = actOnTask(actor, taskId, (acting, atHand) =>
      signContract(acting, actor, atHand, { sha256, ip }, gatesOf(deps)),
    );
    return act(perform, { taskId, contentHash: JSON.stringify({ taskId, sha256 }) });
  },
});
