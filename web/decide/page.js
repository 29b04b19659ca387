import { drawView } from './draw.js';
import { TEXTS } from './texts.js';

/**
 * Shows what a mailed link decides, and sends the decision when its reader says so. The token stays behind the `#`: it goes into the bodies of
 * two POST requests and nowhere else.
 */
const state = {
  language: navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh',
  view: { kind: 'LOADING' },
  outcome: undefined,
  reason: '',
  alert: undefined,
  sending: false,
};
/** Refusals that can be mended on this page; every other one ends it. */
const MENDABLE = ['REASON_MISSING', 'INVALID', 'BUSY', 'TOO_MANY_REQUESTS', 'IN_TRANSITION'];
const token = location.hash.slice(1);
const main = document.getElementById('main');
const language = document.getElementById('language');

async function ask(path, body) {
  const answer = await fetch(`/api/v1/links/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': TEXTS[state.language].lang },
    body: JSON.stringify({ token, ...body }),
  });
  return { ok: answer.ok, body: await answer.json() };
}

async function load() {
  if (!/^[\w-]{43}$/.test(token)) {
    show({ kind: 'INCOMPLETE' });
    return;
  }
  show({ kind: 'LOADING' });
  try {
    const { ok, body } = await ask('decision/preview', {});
    const refusal = ok ? body.closedBy : body.code;
    show(refusal === null ? { kind: 'OPEN', ...body } : await refused(refusal));
  } catch {
    show({ kind: 'OFFLINE' });
  }
}

async function send() {
  const offered = state.view.task.outcomes.find(({ outcome }) => outcome === state.outcome);
  const reason = state.reason.trim();
  if (offered === undefined) return warn({ text: 'choose' });
  if (offered.reasonRequired && reason === '') return warn({ text: 'reasonMissing' });
  state.sending = true;
  warn(undefined);
  try {
    const { ok, body } = await ask('decision', { outcome: state.outcome, ...(reason === '' ? {} : { reason }) });
    state.sending = false;
    if (ok) show({ kind: 'DONE', pending: body.progress === 'PENDING' });
    else if (MENDABLE.includes(body.code)) warn({ problem: body.detail });
    else show(await refused(body.code));
  } catch {
    state.sending = false;
    warn({ text: 'offline' });
  }
}

/** The refusal in both languages, so that changing the language asks nobody again. */
async function refused(code) {
  const answer = await fetch(`/problems/${code.toLowerCase().replaceAll('_', '-')}`);
  return { kind: 'REFUSED', code, problem: await answer.json() };
}

function warn(alert) {
  state.alert = alert;
  draw();
}

function show(view) {
  state.view = view;
  warn(undefined);
}

function draw() {
  const texts = TEXTS[state.language];
  document.documentElement.lang = texts.lang;
  document.title = texts.title;
  language.textContent = texts.other;
  language.lang = texts.otherLang;
  main.replaceChildren(...drawView(state, texts, { choose, write, load, send }));
}

function choose(outcome) {
  state.outcome = outcome;
  warn(undefined);
  main.querySelector(`input[value=${outcome}]`).focus();
}

function write(reason) {
  state.reason = reason;
}

language.addEventListener('click', () => {
  state.language = state.language === 'zh' ? 'en' : 'zh';
  draw();
});
window.addEventListener('hashchange', () => {
  location.reload();
});
void load();
