import { createHash } from 'node:crypto';
import { z } from 'zod';
import { expectEqual, expectPresent, expectRefusal } from '../../expect.ts';
import type { Person } from '../../people/person.ts';
import type { Story } from '../../story.ts';
import { contractValue } from './contract-values.ts';
import { decide } from '../office/decision.ts';
import { findTask } from '../office/inbox.ts';

const Contract = z.object({
  id: z.uuid(),
  number: z.string(),
  state: z.string(),
  version: z.int(),
  template: z.object({
    fields: z.array(z.object({ code: z.string(), kind: z.string(), required: z.boolean() })),
  }),
  /** Null for the partner. */
  gate: z.object({ ready: z.boolean(), clauses: z.array(z.object({ kind: z.string() })) }).nullable(),
  document: z.object({ fileId: z.uuid(), sha256: z.string() }).nullable(),
  signatures: z.array(z.object({ side: z.string(), signer: z.string(), sha256: z.string() })),
});
type Contract = z.infer<typeof Contract>;

function readContract(story: Story, reader: Person): Promise<Contract> {
  return reader.caller.get(`/cases/${story.case.id}/contract`, Contract);
}

/** Drafts the contract; with clauses open it cannot be released (CTR-03, CTR-05). */
export async function draftContract(story: Story, officer: Person): Promise<void> {
  const task = await findTask(story, officer, 'contract_draft');
  const open = await readContract(story, officer);
  const { code } = await expectRefusal('CLAUSES_INCOMPLETE', () => decide(officer, task, { outcome: 'APPROVE' }));
  await story.step(officer, 'INCOMPLETE', { code, clauses: openClauses(open).join(story.words('between')) });
  const required = open.template.fields.filter((field) => field.required);
  const values = Object.fromEntries(required.map((field) => [field.code, contractValue(field)]));
  const path = `/cases/${story.case.id}/contract`;
  await officer.caller.send('PUT', path, { values }, z.unknown(), { etag: open.version });
  const drafted = await readContract(story, officer);
  await story.step(officer, 'CONTRACT_SAVED', { contract: drafted.number, fields: required.length });
  expectEqual('What the contract lacks', openClauses(drafted), []);
  await decide(officer, task, { outcome: 'APPROVE' });
  await story.step(officer, 'CONTRACT_RELEASED');
}

function openClauses({ number, gate }: Contract): string[] {
  return expectPresent(`gate of ${number}`, gate).clauses.map(({ kind }) => kind);
}

/** Reads the document, gives the password again and signs exactly these bytes (CTR-01). */
export async function sign(story: Story, signer: Person, side: 'OPERATOR' | 'PARTNER'): Promise<void> {
  const task = await findTask(story, signer, side === 'OPERATOR' ? 'operator_sign' : 'partner_sign');
  const { number } = await readContract(story, signer);
  const sha256 = await hashOfDocument(story, signer);
  const body = { password: signer.password, sha256 };
  await signer.caller.send('POST', `/tasks/${task.id}/signature`, body, z.unknown());
  await story.step(signer, side === 'OPERATOR' ? 'OPERATOR_SIGNED' : 'PARTNER_SIGNED', { contract: number });
}

/** Downloads the PDF; its hash is the one that both sides signed. Gives the file. */
export async function readSigned(story: Story, reader: Person): Promise<Buffer> {
  const contract = await readContract(story, reader);
  expectEqual('The state of the contract', contract.state, 'EFFECTIVE');
  const bytes = await download(contract, reader);
  const sha256 = hashOf(bytes);
  expectEqual(
    'What was signed',
    contract.signatures.map((signature) => [signature.side, signature.sha256]),
    [
      ['OPERATOR', sha256],
      ['PARTNER', sha256],
    ],
  );
  await story.step(reader, 'CONTRACT_READ', { contract: contract.number, bytes: bytes.length, sha256 });
  return bytes;
}

async function hashOfDocument(story: Story, reader: Person): Promise<string> {
  return hashOf(await download(await readContract(story, reader), reader));
}

async function download({ number, document }: Contract, reader: Person): Promise<Buffer> {
  const { fileId } = expectPresent(`document of ${number}`, document);
  const { type, bytes } = await reader.caller.download(`/files/${fileId}`);
  expectEqual('The type of the contract', type, 'application/pdf');
  return bytes;
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
