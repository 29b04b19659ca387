import { allHandlersFinished, condition, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import { floorUpdate, type FloorInput } from './floor-messages.ts';

const { writeRows } = proxyLocalActivities<{ writeRows(rows: number): Promise<void> }>({
  startToCloseTimeout: '5 seconds',
});

/** Notes the update, answers, writes: what every phase change costs at the very least. */
export async function floor({ rows, updates }: FloorInput): Promise<void> {
  let told = 0;
  setHandler(floorUpdate, () => {
    told += 1;
    return 'NOTED';
  });
  for (let done = 0; done < updates; done += 1) {
    await condition(() => told > done);
    await writeRows(rows);
  }
  await condition(allHandlersFinished);
}
