import { z } from 'zod';
import { expectEqual, expectRefusal } from '../../expect.ts';
import type { Story } from '../../story.ts';
import { inLanguage } from '../../words/words.ts';
import { readApplication } from '../application-view.ts';
import type { Applied } from './draft.ts';
import { replaceFile } from './proofs.ts';
import { findTask } from '../office/inbox.ts';

const Submitted = z.object({ state: z.string() });

/** Nothing is taken without the declaration that it is true (ADM-02). */
export async function submitUndeclared(story: Story, { owner, caseId }: Applied): Promise<void> {
  const body = { declaration: false };
  const { code } = await expectRefusal('DECLARATION_MISSING', () =>
    owner.caller.send('POST', `/applications/${caseId}/submission`, body, z.unknown()),
  );
  await story.step(owner, 'UNDECLARED', { code });
}

export async function submit(story: Story, { owner, caseId }: Applied): Promise<void> {
  const body = { declaration: true };
  const { state } = await owner.caller.send('POST', `/applications/${caseId}/submission`, body, Submitted);
  expectEqual('The state after the submission', state, 'SUBMITTED');
  await story.step(owner, 'SUBMITTED');
}

/** Answers a return: the named item is replaced, the truth declared again (ADM-02). */
export async function supplement(story: Story, applied: Applied, code: string): Promise<void> {
  const { owner, caseId } = applied;
  const task = await findTask(story, owner, 'supplement');
  const { items } = await readApplication(owner, caseId);
  const returned = items.filter(({ verdict }) => verdict === 'RETURNED');
  expectEqual(
    'What the return names',
    returned.map((item) => item.code),
    [code],
  );
  await replaceFile(applied, code);
  await owner.caller.send('POST', `/tasks/${task.id}/supplement`, { declaration: true }, z.unknown());
  const title = returned[0]?.title ?? { zh: code, en: code };
  await story.step(owner, 'SUPPLEMENTED', { item: inLanguage(story.language, title) });
}
