import { z } from 'zod';
import { makeShopFront } from '../../files/jpeg.ts';
import { makePdf } from '../../files/pdf.ts';
import type { Person } from '../../people/person.ts';
import type { Upload } from '../../product/caller.ts';
import type { Story } from '../../story.ts';
import { readApplication, requiredItems, type Item } from '../application-view.ts';
import type { Applied } from './draft.ts';

const Revised = z.object({ revision: z.int() });

/** Gives every proof that is asked for, with number, validity and files (ADM-02). */
export async function giveProofs(story: Story, { owner, caseId, company }: Applied): Promise<void> {
  const items = await requiredItems(owner, caseId);
  const names: string[] = [];
  for (const item of items) names.push(...(await giveProof(owner, caseId, item, company.creditCode)));
  await story.step(owner, 'PROVED', {
    items: items.length,
    files: names.length,
    names: names.join(story.words('between')),
  });
}

/** Gives one proof; the names of its files. */
async function giveProof(owner: Person, caseId: string, item: Item, number: string): Promise<string[]> {
  const path = `/applications/${caseId}/items/${item.code}`;
  const proof = {
    ...(item.numberRequired ? { number } : {}),
    ...(item.validityRequired ? { validFrom: yearsFromNow(-1), validTo: yearsFromNow(2) } : {}),
  };
  if (Object.keys(proof).length > 0) {
    await owner.caller.send('PUT', path, proof, Revised, { etag: item.revision });
  }
  const files = Array.from({ length: Math.max(1, item.minFiles) }, (_, index) => proofFile(item, index, number));
  for (const file of files) await owner.caller.upload(`${path}/files`, file, z.unknown());
  return files.map(({ name }) => name);
}

/** Another file in place of the first one; the item is named as its checklist names it. */
export async function replaceFile({ owner, caseId, company }: Applied, code: string): Promise<void> {
  const { items } = await readApplication(owner, caseId);
  const item = items.find((candidate) => candidate.code === code);
  if (item === undefined) throw new Error(`The application has no item ${code}`);
  const path = `/applications/${caseId}/items/${code}/files`;
  const [old] = item.files;
  await owner.caller.upload(path, proofFile(item, item.files.length, company.creditCode), z.unknown());
  if (old !== undefined) await owner.caller.send('DELETE', `${path}/${old.id}`, undefined, z.unknown());
}

/** Photos and identity cards are pictures, everything else is a document. */
function proofFile({ code, title }: Item, index: number, number: string): Upload {
  const name = `${title.zh}-${index + 1}`;
  if (/PHOTO|_ID$/.test(code))
    return { name: `${name}.jpg`, type: 'image/jpeg', bytes: makeShopFront(hueOf(code) + index) };
  const lines = [code, `Credit code ${number}`, `Page 1 of 1, copy ${index + 1}`, new Date().toISOString()];
  return { name: `${name}.pdf`, type: 'application/pdf', bytes: makePdf({ title: `${title.zh} ${number}`, lines }) };
}

function hueOf(code: string): number {
  return code.charCodeAt(0) + code.length;
}

/** A calendar date. The 28th exists in every month of every year. */
function yearsFromNow(years: number): string {
  return `${new Date().getUTCFullYear() + years}-01-28`;
}
