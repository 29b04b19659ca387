import { z } from 'zod';
import { AdmissionPolicyBody } from '../../../../src/domain/admission/policy.ts';
import { Unexpected } from '../../expect.ts';
import { CAST } from '../../people/cast.ts';
import type { Person } from '../../people/person.ts';
import type { Story } from '../../story.ts';

/** Marks the demonstration's own versions, so that the ordinary rules are found again even after a run that was killed. */
const DEMO_NOTE = 'DEMO_SHORT_WINDOW';
const RULES = { kind: 'PROCESS_POLICY', key: 'ADMISSION' } as const;
const VERSIONS = `/policies/${RULES.kind}/${RULES.key}/versions`;

const Line = z.object({
  id: z.uuid(),
  number: z.int(),
  state: z.string(),
  note: z.string().nullable(),
  validFrom: z.string().nullable(),
});
const Page = z.object({ items: z.array(Line), next: z.string().nullable() });
const Rules = Line.extend({ body: AdmissionPolicyBody });
type Rules = z.infer<typeof Rules>;
const Drafted = z.object({ id: z.uuid(), number: z.int(), version: z.int() });
const Submitted = z.object({ version: z.int() });

/** The ordinary rules of admission: what is in force, or would be without the demonstration's own versions. */
export async function ordinaryRules(reader: Person): Promise<Rules> {
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = new URLSearchParams({ limit: '100', ...(cursor === '' ? {} : { cursor }) });
    const page: z.infer<typeof Page> = await reader.caller.get(`${VERSIONS}?${query.toString()}`, Page);
    const found = page.items.find(isOrdinary);
    if (found !== undefined) return reader.caller.get(`/policy-versions/${found.id}`, Rules);
    cursor = page.next;
  }
  throw new Unexpected('The rules of admission have no published version');
}

/**
 * Does something while supplements are due within seconds: one administrator drafts that version, the second publishes it, and
 * the ordinary rules are published again afterwards, whatever happened and also when somebody presses Ctrl-C.
 */
export async function underShortWindow(story: Story, seconds: number, work: () => Promise<void>): Promise<void> {
  const ordinary = await ordinaryRules(await story.people.staff(CAST.administrator));
  const second = (n: number) => ({ n, unit: 'SECOND' }) as const;
  const supplement = { window: second(seconds), remindBefore: [second(Math.ceil(seconds / 2))] };
  const release = holdSignals();
  try {
    await publish(story, { ...ordinary.body, supplement }, DEMO_NOTE);
    await work();
  } finally {
    await publish(story, ordinary.body, ordinary.note).finally(release);
  }
}

async function publish(story: Story, body: AdmissionPolicyBody, note: string | null): Promise<void> {
  const writer = await story.people.staff(CAST.administrator);
  const drafted = await writer.caller.send('POST', '/policy-versions', { ...RULES, body, note }, Drafted);
  const { number } = drafted;
  const path = `/policy-versions/${drafted.id}`;
  const options = { etag: drafted.version };
  const { version } = await writer.caller.send('POST', `${path}/submit`, undefined, Submitted, options);
  const { n, unit } = body.supplement.window;
  const window = unit === 'SECOND' || unit === 'WORKING_DAY' ? story.words(unit, { n }) : `${n} ${unit}`;
  await story.step(writer, 'RULES_DRAFTED', { number, window });
  const publisher = await story.people.staff(CAST.secondAdministrator);
  await publisher.caller.send('POST', `${path}/publish`, {}, z.unknown(), { etag: version });
  await story.step(publisher, 'RULES_PUBLISHED', { number });
}

function isOrdinary({ state, note, validFrom }: z.infer<typeof Line>): boolean {
  const isInForce = state === 'PUBLISHED' && validFrom !== null && new Date(validFrom) <= new Date();
  return isInForce && note !== DEMO_NOTE;
}

/** Ctrl-C waits until the rules are in order; gives the function that lets it through. */
function holdSignals(): () => void {
  let held: NodeJS.Signals | undefined;
  const hold = (signal: NodeJS.Signals): void => {
    held = signal;
  };
  process.on('SIGINT', hold).on('SIGTERM', hold);
  return () => {
    process.off('SIGINT', hold).off('SIGTERM', hold);
    if (held !== undefined) process.kill(process.pid, held);
  };
}
