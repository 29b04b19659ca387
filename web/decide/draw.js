/** What the page shows in its present state, as elements; texts never become markup. */
export function drawView(state, texts, actions) {
  return VIEWS[state.view.kind]({ ...state, texts, actions });
}

const VIEWS = {
  LOADING: ({ texts }) => [element('p', { class: 'quiet' }, texts.loading)],
  INCOMPLETE: ({ texts }) => end(texts, texts.invalid, texts.incomplete),
  REFUSED: ({ texts, view: { code, problem } }) =>
    end(texts, code === 'LINK_INVALID' ? texts.invalid : texts.closed, problem[texts.lang].detail),
  OFFLINE: ({ texts, actions }) => [
    element('p', { class: 'alert', role: 'alert' }, texts.offline),
    element('button', { type: 'button', class: 'main', click: actions.load }, texts.retry),
  ],
  DONE: ({ texts, outcome, view: { pending } }) => [
    element('h1', { class: 'done' }, texts.done(texts.outcome[outcome])),
    element('p', {}, texts.doneText),
    ...(pending ? [element('p', { class: 'quiet' }, texts.pending)] : []),
  ],
  OPEN: (shown) => {
    const { task } = shown.view;
    return [
      element('h1', {}, named(shown, task, 'stageTitle')),
      element('p', { class: 'quiet' }, named(shown, task, 'caseTitle')),
      facts(shown),
      ...earlier(shown),
      form(shown),
    ];
  },
};

function end(texts, title, detail) {
  return [element('h1', {}, title), element('p', {}, detail), element('p', { class: 'quiet' }, texts.logIn)];
}

function facts(shown) {
  const {
    texts,
    view: { task, expiresAt },
  } = shown;
  const rows = [
    [texts.number, task.caseNumber],
    [texts.unit, named(shown, task, 'unitName')],
    [texts.amount, task.amount > 0 ? yuan(texts, task.amount) : ''],
    [texts.submitted, instant(texts, task.submittedAt)],
    [texts.due, instant(texts, task.dueAt)],
    [texts.expires, instant(texts, expiresAt)],
  ].filter(([, value]) => value !== '');
  return element('dl', {}, ...rows.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
}

function earlier(shown) {
  const { texts } = shown;
  const words = shown.view.task.earlier;
  if (words.length === 0) return [];
  const line = (word) =>
    [named(shown, word, 'stageTitle'), texts.outcome[word.outcome] ?? word.outcome, instant(texts, word.at)].join(
      ' · ',
    );
  return [element('h2', {}, texts.earlier), element('ul', {}, ...words.map((word) => element('li', {}, line(word))))];
}

function form({ texts, view, outcome, reason, sending, alert, actions }) {
  const { outcomes } = view.task;
  const mustSayWhy = outcomes.some((one) => one.outcome === outcome && one.reasonRequired);
  const words = element('textarea', {
    id: 'reason',
    maxlength: '4000',
    readonly: sending,
    input: ({ target }) => actions.write(target.value),
  });
  words.value = reason;
  const submit = (event) => {
    event.preventDefault();
    if (!sending) void actions.send();
  };
  return element(
    'form',
    { novalidate: true, submit },
    element(
      'fieldset',
      { disabled: sending },
      element('legend', {}, texts.decide),
      ...outcomes.map((one) => choice(one.outcome, { texts, outcome, actions })),
    ),
    element('label', { class: 'reason', for: 'reason' }, mustSayWhy ? texts.reasonRequired : texts.reason),
    words,
    ...(alert === undefined
      ? []
      : [element('p', { class: 'alert', role: 'alert' }, alert.problem ?? texts[alert.text])]),
    element(
      'button',
      { class: 'main', disabled: sending },
      sending ? texts.sending : (texts.confirm[outcome] ?? texts.send),
    ),
  );
}

function choice(value, { texts, outcome, actions }) {
  const input = element('input', {
    type: 'radio',
    name: 'outcome',
    value,
    checked: value === outcome,
    change: () => actions.choose(value),
  });
  return element('label', { class: 'choice' }, input, texts.outcome[value]);
}

/** Functions among the attributes are listeners. */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** `nameZh` or `nameEn` of what the API sends. */
function named({ language }, record, field) {
  return record[`${field}${language === 'zh' ? 'Zh' : 'En'}`];
}

function instant({ lang }, iso) {
  if (iso === null) return '';
  const style = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' };
  return new Intl.DateTimeFormat(lang, style).format(new Date(iso));
}

function yuan({ lang }, amount) {
  return new Intl.NumberFormat(lang, { style: 'currency', currency: 'CNY' }).format(amount);
}
