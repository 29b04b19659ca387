import { bilingualSchema, type Bilingual } from '../../text.ts';
import type { Change, Step } from './diff-values.ts';
import { ENTRY_NAMES, FIELD_NAMES } from './field-names.ts';
import { valueWords, written, type OwnNames } from './value-words.ts';

/** One difference as a sentence: 环节「县级审批」的期限由 3 个工作日改为 5 个工作日。 */
export function changeWords(change: Change, own: OwnNames): Bilingual {
  const { zh, en } = sentence(change, own);
  return { zh: zh.trimEnd(), en };
}

function sentence({ code, path, before, after }: Change, own: OwnNames): Bilingual {
  const { subject, fields } = told(path, own);
  const field = fields.at(-1) ?? '';
  const [from, to] = wordsOf(before, after, field, own);
  if (fields.length === 0) {
    switch (code) {
      case 'ADDED':
        return { zh: `新增${subject.zh}`, en: `${subject.en} is new` };
      case 'REMOVED':
        return { zh: `删除${subject.zh}`, en: `${subject.en} is gone` };
      case 'MOVED':
      case 'CHANGED':
        return { zh: `${subject.zh}由${from.zh}改为${to.zh}`, en: `${subject.en} changed from ${from.en} to ${to.en}` };
    }
  }
  const name = fieldWords(subject, fields);
  switch (code) {
    case 'ADDED':
      return { zh: `${name.zh}设为${to.zh}`, en: `${name.en} set to ${to.en}` };
    case 'REMOVED':
      return { zh: `${name.zh}取消，原为${from.zh}`, en: `${name.en} no longer set, was ${from.en}` };
    case 'MOVED':
      return { zh: `${name.zh}的顺序改为${to.zh}`, en: `${name.en} now in the order ${to.en}` };
    case 'CHANGED':
      return { zh: `${name.zh}由${from.zh}改为${to.zh}`, en: `${name.en} changed from ${from.en} to ${to.en}` };
  }
}

/** Two values that would read the same are shown as they are written. */
function wordsOf(before: unknown, after: unknown, field: string, own: OwnNames): [Bilingual, Bilingual] {
  const say = (value: unknown) => (value === undefined ? written('') : valueWords(value, field, own));
  const [from, to] = [say(before), say(after)].map(spaced);
  if (from === undefined || to === undefined) throw new Error('Two values have two words');
  return from.zh === to.zh || from.en === to.en ? [spaced(written(before)), spaced(written(after))] : [from, to];
}

/** Between a Chinese character and a Latin one stands a blank. */
function spaced({ zh, en }: Bilingual): Bilingual {
  return { zh: zh.replace(/^(?=[\w{["-])/, ' ').replace(/(?<=[\w}\]"])$/, ' '), en };
}

/** The nearest thing on the way that has a name of its own, and the fields below it. */
function told(path: readonly Step[], own: OwnNames): { subject: Bilingual; fields: string[] } {
  let subject: Bilingual = { zh: '', en: '' };
  let fields: string[] = [];
  for (const [index, step] of path.entries()) {
    const list = fields.at(-1) ?? '';
    const before = path[index - 1];
    const isRecord = step.kind === 'FIELD' && before?.kind === 'FIELD' && RECORDS.has(before.name);
    if (step.kind === 'FIELD' && !isRecord) {
      fields.push(step.name);
      continue;
    }
    const kind = ENTRY_NAMES[list] ?? FIELD_NAMES[list] ?? { zh: `“${list}”`, en: list };
    const above = HIDDEN_ABOVE.has(list) ? { zh: '', en: '' } : subject;
    subject = join(above, step.kind === 'ROW' ? rowWords(kind, step.n) : entryWords(kind, step, own));
    fields = [];
  }
  return { subject, fields };
}

/** Objects whose fields are no names of the shape, but of what they hold. */
const RECORDS: ReadonlySet<string> = new Set(['phases', 'events', 'week', 'days', 'byCreditGrade']);
/** Known by themselves: nobody has to be told in which phase a stage is. */
const HIDDEN_ABOVE: ReadonlySet<string> = new Set(['stages']);

function join(above: Bilingual, { zh, en }: Bilingual): Bilingual {
  return above.zh === '' ? { zh, en } : { zh: `${above.zh}的${zh}`, en: `${above.en}, ${en}` };
}

function rowWords(kind: Bilingual, n: number): Bilingual {
  return kind.zh === '行'
    ? { zh: `第 ${n} 行`, en: `Row ${n}` }
    : { zh: `${kind.zh}第 ${n} 条`, en: `${kind.en} ${n}` };
}

function entryWords(kind: Bilingual, step: Exclude<Step, { kind: 'ROW' }>, own: OwnNames): Bilingual {
  const name = step.kind === 'ENTRY' ? nameOf(step.entry) : undefined;
  const { zh, en } = name ?? own.get(step.name) ?? { zh: step.name, en: step.name };
  return { zh: `${kind.zh}「${zh}」`, en: `${kind.en} “${en}”` };
}

function nameOf(entry: Readonly<Record<string, unknown>>): Bilingual | undefined {
  for (const field of ['title', 'label', 'name']) {
    const name = bilingualSchema.safeParse(entry[field]);
    if (name.success) return name.data;
  }
  return undefined;
}

function fieldWords(subject: Bilingual, fields: readonly string[]): Bilingual {
  const names = fields.map(
    (field) => FIELD_NAMES[field] ?? ENTRY_NAMES[field] ?? { zh: `“${field}”`, en: `“${field}”` },
  );
  const zh = names.map((name) => name.zh).join('的');
  const en = names.map((name) => name.en).join(': ');
  return subject.zh === '' ? { zh, en: capital(en) } : { zh: `${subject.zh}的${zh}`, en: `${subject.en}: ${en}` };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
