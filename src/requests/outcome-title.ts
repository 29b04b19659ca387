import type { RequestKindBody } from '../domain/requests/kind.ts';
import type { Bilingual } from '../domain/text.ts';

/** What people read for an outcome that was chosen in the form; null for the words every request has. */
export function outcomeTitle({ form, effects }: RequestKindBody, outcome: string | null): Bilingual | null {
  const chosenIn = effects.flatMap((effect) => (effect.effect === 'RECORD_OUTCOME' ? [effect.field] : []));
  for (const field of form.fields) {
    if (field.type !== 'CHOICE' || !chosenIn.includes(field.key)) continue;
    const option = field.options.find(({ code }) => code === outcome);
    if (option !== undefined) return option.title;
  }
  return null;
}
