import { choose, hasWayOn, story } from '../histories/choose.ts';
import type { AnyStep } from '../histories/further-steps.ts';
import { Model } from '../histories/model.ts';
import { stepsAt } from '../histories/play.ts';
import { PEOPLE, type World } from '../histories/world.ts';
import { OWNER } from '../tasks/office.ts';
import { inboxFaults } from './inbox-picture.ts';
import { ProductBoard, type Players } from './product-board.ts';
import { recordFaults } from './record-faults.ts';

export interface History {
  readonly world: World;
  readonly numbers: readonly { readonly pick: number; readonly anything: number }[];
}

/** More than any world needs to come to its end. */
const LONGEST_END = 200;

/**
 * One case, from its submission to its end: first anything, then whatever brings it further. After every step the model, the rows and
 * the inbox of whoever took it say the same. Gives how many steps were taken.
 * @throws Error that tells the story when they do not
 */
export async function play(history: History, players: Players): Promise<number> {
  const board = await ProductBoard.begin(history.world, players);
  try {
    return await playOn(board, history, players);
  } finally {
    await board.close();
  }
}

async function playOn(board: ProductBoard, { world, numbers }: History, { patience, crew }: Players): Promise<number> {
  const model = new Model(world);
  const done: AnyStep[] = [];
  const told: string[] = [`case ${board.caseId}`];
  let is = await board.picture();

  async function take(step: AnyStep): Promise<void> {
    told.push(JSON.stringify(step));
    const before = is;
    const allowed = model.take(step);
    const isDone = await board.take(step);
    is = await board.picture();
    const ought = model.picture();
    if (isDone) done.push(step);
    if (isDone !== allowed || is.join() !== ought.join() || !hasWayOn(is))
      throw new Error(story(world, told, { before, done: isDone, allowed, is, ought }));
    await expectNone(await lookAt('by' in step ? [step.by] : []));
  }

  async function expectNone(faults: readonly string[]): Promise<void> {
    if (faults.length > 0) throw new Error([...told, ...is, ...faults].join('\n'));
    await Promise.resolve();
  }

  /** What the case asks of these people, and of the applicant. */
  async function lookAt(people: readonly number[]): Promise<string[]> {
    const asked = people.map((person) => [crew[person] ?? '', model.asks(person)] as const);
    const owed = is[0]?.includes(' owed to ') === true ? ['supplement'] : [];
    return inboxFaults(patience, board, new Map([...asked, [OWNER, owed]]));
  }

  for (const [n, number] of numbers.entries()) {
    const step = choose(model, stepsAt(model, n), number);
    if (step === undefined) break;
    await take(step);
  }
  await expectNone(await lookAt(PEOPLE));
  await expectNone(await recordFaults(patience, board.caseId, done));
  for (let n = numbers.length; model.now.ended === null; n += 1) {
    const step = stepsAt(model, n).find((one) => FURTHER.has(one.do) && model.allows(one));
    if (step === undefined || n > numbers.length + LONGEST_END)
      throw new Error([...told, ...is, 'no way on'].join('\n'));
    await take(step);
  }
  await expectNone(await lookAt(PEOPLE));
  await expectNone(await recordFaults(patience, board.caseId, done));
  return told.length - 1;
}

const FURTHER: ReadonlySet<string> = new Set(['APPROVE', 'SUPPLEMENT', 'RECOMMEND']);
