import type { Patience } from './patience.ts';

interface Listed {
  readonly items: readonly { readonly caseId: string; readonly stage: string; readonly state: string }[];
}

/** What somebody's inbox shows of a case: its stages, in their order; without what waits for the word of others. */
async function shownTo(patience: Patience, login: string, one: { caseId: string; number: string }): Promise<string[]> {
  const lists = await Promise.all(
    ['mine', 'pools', 'waiting'].map(async (list) => {
      const { status, body } = await patience.get(login, `/tasks?list=${list}&limit=100&text=${one.number}`);
      if (status !== 200) throw new Error(`No inbox for ${login}: ${status} ${JSON.stringify(body)}`);
      return (body as unknown as Listed).items.filter(
        ({ caseId, state }) => caseId === one.caseId && state !== 'SUSPENDED',
      );
    }),
  );
  return lists
    .flat()
    .map(({ stage }) => stage)
    .sort();
}

/** Nobody's inbox has more or less of the case than these stages, by login. */
export async function inboxFaults(
  patience: Patience,
  one: { caseId: string; number: string },
  asked: ReadonlyMap<string, readonly string[]>,
): Promise<string[]> {
  const faults = await Promise.all(
    [...asked].map(async ([login, stages]) => {
      const shown = (await shownTo(patience, login, one)).join();
      const owed = [...stages].sort().join();
      return shown === owed ? [] : [`the inbox of ${login} shows [${shown}], the case asks [${owed}]`];
    }),
  );
  return faults.flat();
}
