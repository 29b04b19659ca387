import { STAFF } from '../histories/rows-picture.ts';
import { OWNER } from '../tasks/office.ts';
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

/** What it ought to show: where the case asks this person, and where somebody asks them to help. */
function owedTo(picture: readonly string[], login: string): string[] {
  const [first = '', ...stages] = picture;
  if (login === OWNER) return first.includes(' owed to ') ? ['supplement'] : [];
  const person = STAFF.findIndex((one) => one === login);
  return stages
    .flatMap((line) => {
      const [, key = '', asked = '', helpers = ''] =
        /^(\w+) OPEN \[.*\] asks ([\d,]*)(?: with ([\d,]+))?$/.exec(line) ?? [];
      return [...asked.split(','), ...helpers.split(',')].filter((one) => one === String(person)).map(() => key);
    })
    .sort();
}

/** Nobody's inbox has more or less than the case asks of them; of these people, or of everybody. */
export async function inboxFaults(
  patience: Patience,
  one: { caseId: string; number: string },
  picture: readonly string[],
  people: readonly string[] = [...STAFF, OWNER],
): Promise<string[]> {
  const faults = await Promise.all(
    people.map(async (login) => {
      const shown = (await shownTo(patience, login, one)).join();
      const owed = owedTo(picture, login).join();
      return shown === owed ? [] : [`the inbox of ${login} shows [${shown}], the case asks [${owed}]`];
    }),
  );
  return faults.flat();
}
