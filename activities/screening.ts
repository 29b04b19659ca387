import { registryCreditInquiry } from '../src/admission/screening/credit-inquiry.ts';
import type { Database } from '../src/persistence/database.ts';
import { screenStep } from '../src/processes/screen-step.ts';
import type { StepInput } from '../src/tasks/phases/system-step.ts';

/** Asks the registers; the shipped credit provider reads the credit registry loaded from CSV. */
export function createScreeningActivities({ db }: { db: Database }) {
  const credit = registryCreditInquiry(db.sql);
  return { screen: (input: StepInput) => screenStep(db, credit, input) };
}

export type ScreeningActivities = ReturnType<typeof createScreeningActivities>;
