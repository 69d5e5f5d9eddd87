// What the page remembers, and how it follows.
const state = { setting: startSetting(), pinned: null, guessing: false, covered: false, guesses: [] };
const byId = (id) => document.getElementById(id);
const FIGURES = [
  ['houses', housesPicture, housesTable, true], ['dots', dotsPicture, dotsTable], ['time', timePicture, timeTable],
  ['places', placesPicture, placesTable], ['needs', needsPicture, needsTable], ['works', worksPicture, null, true],
  ['matters', mattersPicture, null], ['heard', heardPicture, heardTable],
].map(([id, draw, table, wide]) => ({ id, draw, table, wide: Boolean(wide), width: 0 }));
let views = null;

function buildFigures() {
  FIGURES.forEach((figure) => {
    figure.title = html('h3');
    figure.text = html('p');
    figure.body = html('div', { class: 'picture', id: `picture-${figure.id}` });
    const caption = html('figcaption', {}, figure.title, figure.text), parts = [caption, figure.body];
    if (figure.table) {
      figure.summary = html('summary');
      figure.scroll = html('div', { class: 'scroll', tabindex: '0', role: 'region' });
      figure.details = html('details', {}, figure.summary, figure.scroll);
      figure.details.addEventListener('toggle', () => drawTable(figure));
      parts.push(figure.details);
    }
    byId('pictures').append(html('figure', figure.wide ? { class: 'wide' } : {}, ...parts));
  });
  byId('picture-works').addEventListener('click', (event) => {
    const cell = event.target.closest('button');
    if (!cell) return;
    const { mix, listening } = cell.dataset;
    Object.assign(state.setting, { mix, listening });
    settle();
    const again = byId('picture-works').querySelector(`[data-mix="${CSS.escape(mix)}"][data-listening="${CSS.escape(listening)}"]`);
    if (again) again.focus();
  });
}

function measure() {
  const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  FIGURES.forEach((figure) => { figure.width = Math.min(Math.max(figure.body.clientWidth / unit, 240), figure.wide ? 640 : 900); });
}

function follow(figures = FIGURES) {
  views = { now: read(state.setting), pinned: state.pinned ? read(state.pinned) : null };
  LEVERS.forEach((lever) => WIDGETS.get(lever.id).show(state.setting[lever.id]));
  if (state.covered) return;
  drawSummary(views.now, views.pinned);
  figures.forEach((figure) => {
    figure.body.replaceChildren(...figure.draw(figure.width, views.now, views.pinned, state.setting));
    drawTable(figure);
  });
}

function drawTable(figure) {
  if (figure.table && figure.details.open) figure.scroll.replaceChildren(figure.table(views.now, views.pinned));
}

function drawSummary(now, pinned) {
  const none = caseOf(now.born, countInTen(now.born)) === 'none';
  byId('headline').textContent = none ? say('headline_none') : say('headline_some', { often: inTen(now.born) });
  byId('echo').textContent = byId('headline').textContent;
  byId('headline-pinned').textContent = pinned ? say('headline_pinned', { often: inTen(pinned.born) }) : '';
  const [low, high] = [0.25, 0.75].map((share) => readable(quantile(now.members, share)));
  const members = low === high ? say('members_same', { month: number(DATA.month), low }) : say('members_usual', { month: number(DATA.month), low, high });
  byId('members').textContent = none ? '' : members;
  byId('money').textContent = none ? '' : say('money', { capital: euros(now.capital_eur[0]), public: euros(now.public_money_eur[0]) });
  const counts = tenths(now.ends, now.born), closed = now.ends[1] >= 0.0001;
  const parts = DATA.ends.map((end, n) => (counts[n] ? `${sayFigure(`end.${end === 'founded' && closed ? 'lasting' : end}`)}: ${counts[n]}` : '')).filter(Boolean);
  byId('ends').textContent = `${say('ends')}: ${parts.join(' · ')}`;
  drawChoices();
}

function drawChoices() {
  const rows = LEVERS.map((lever) => [lever.label[language], ...[state.setting, state.pinned].filter(Boolean).map((setting) => valueOf(lever, setting[lever.id]))]);
  const table = tableOf([say('col_lever'), ...heads(state.pinned)], rows);
  table.querySelectorAll('td').forEach((cell) => cell.classList.add('words'));
  byId('choices').replaceChildren(table);
}

function speak() {
  document.documentElement.lang = language;
  document.title = say('tab_title', { town: DATA.town[language] });
  document.querySelectorAll('[data-say]').forEach((node) => { node.textContent = say(node.dataset.say); });
  byId('plan-title').textContent = DATA.title || DATA.town[language];
  byId('question').textContent = DATA.question;
  byId('pin').textContent = say(state.pinned ? 'unpin' : 'pin');
  byId('notice').textContent = '';
  byId('not-forecast').textContent = notForecast();
  byId('meaning').textContent = say('meaning_text', { members: number(DATA.target), capital: say('euro', { n: number(DATA.capital) }) });
  byId('made-with').textContent = say('made_with', { ...DATA, behaviour: DATA.behaviour[language].short });
  LEVERS.forEach((lever) => WIDGETS.get(lever.id).speak());
  FIGURES.forEach((figure) => {
    figure.title.textContent = say(figure.id);
    figure.text.textContent = say(`${figure.id}_text`, { month: number(DATA.month) });
    if (figure.table) {
      figure.summary.textContent = say('table');
      figure.scroll.setAttribute('aria-label', `${say('table')}: ${say(figure.id)}`);
    }
  });
  speakTrust();
  speakGuess();
}

function speakTrust() {
  const trial = DATA.trial, told = (name) => number(trial[name], 1);
  byId('trust-grid').textContent = say('trust_grid', { runs: number(DATA.points * DATA.futures), points: number(DATA.points), futures: number(DATA.futures) });
  const errors = Object.fromEntries(['interpolation', 'interpolation_most', 'luck', 'total', 'total_most'].map((name) => [name, told(name)]));
  byId('trust-error').textContent = say('trust_error', { plans: number(trial.plans), fresh: number(trial.runs), ...errors });
  byId('trust-small').textContent = say('trust_small', { luck: told('luck') });
  byId('trust-members').textContent = say('trust_members', { members: told('members') });
}

function cover() {
  state.covered = state.guessing;
  byId('guessing').hidden = byId('shown').hidden = false;
  byId(state.covered ? 'shown' : 'guessing').hidden = true;
  byId('guess').setAttribute('aria-pressed', String(state.guessing));
  if (state.covered) byId('guess-answer').textContent = byId('echo').textContent = '';
}

function speakGuess() {
  const last = state.guesses[state.guesses.length - 1];
  if (!last || state.covered) {
    byId('guess-answer').textContent = '';
    return;
  }
  const [guess, answer] = last, off = Math.abs(guess - answer), sum = state.guesses.reduce((total, [a, b]) => total + Math.abs(a - b), 0);
  const said = say(off ? 'guess_off' : 'guess_right', { guess, answer, off });
  byId('guess-answer').textContent = `${said} ${say('guess_score', { n: state.guesses.length, mean: number(sum / state.guesses.length, 1) })}`;
}

function reveal() {
  state.guesses.push([Number(byId('guess-slider').value), countInTen(views.now.born)]);
  state.covered = false;
  byId('guessing').hidden = true;
  byId('shown').hidden = false;
  measure();
  follow();
  speakGuess();
  byId('results').focus();
}

// A change that is finished: the address follows, and guessing begins anew.
function settle() {
  cover();
  follow();
  address();
}

// The address follows once hands are still: browsers slow down pages that change it all the time.
let waitingAddress = 0;
function address() {
  clearTimeout(waitingAddress);
  waitingAddress = setTimeout(() => history.replaceState(null, '', hashOf(state)), 300);
}

function change(id, value, finished) {
  state.setting[id] = value;
  if (finished) settle();
  else if (!state.guessing) follow();
  else LEVERS.filter((lever) => lever.id === id).forEach((lever) => WIDGETS.get(id).show(value));
}

async function copyLink() {
  clearTimeout(waitingAddress);
  history.replaceState(null, '', hashOf(state));
  try {
    await navigator.clipboard.writeText(location.href);
    byId('notice').textContent = say('link_done');
  } catch {
    byId('notice').replaceChildren(`${say('link_by_hand')} `, html('code', {}, location.href));
  }
}

function openHash() {
  const found = readHash(location.hash);
  Object.assign(state, { setting: found.setting, pinned: found.pinned });
  if (found.language) language = found.language;
}

function refresh() {
  byId('language').value = language;
  speak();
  measure();
  follow();
}

function listen() {
  byId('pin').addEventListener('click', () => {
    state.pinned = state.pinned ? null : { ...state.setting };
    byId('pin').textContent = say(state.pinned ? 'unpin' : 'pin');
    follow();
    address();
  });
  byId('link').addEventListener('click', copyLink);
  byId('download').addEventListener('click', () => offerFile(state.setting));
  byId('print').addEventListener('click', () => window.print());
  byId('big').addEventListener('click', () => {
    byId('big').setAttribute('aria-pressed', String(document.documentElement.classList.toggle('big')));
    refresh();
  });
  byId('guess').addEventListener('click', () => {
    state.guessing = !state.guessing;
    cover();
    if (!state.covered) refresh();
  });
  byId('guess-slider').addEventListener('input', () => { byId('guess-said').textContent = byId('guess-slider').value; });
  byId('guess-show').addEventListener('click', reveal);
  byId('reset').addEventListener('click', () => { state.setting = startSetting(); settle(); });
  byId('language').addEventListener('change', () => { language = byId('language').value; refresh(); address(); });
  window.addEventListener('hashchange', () => { openHash(); cover(); refresh(); });
  let waiting = 0;
  const redraw = () => { if (!state.covered) { measure(); follow(); } };
  window.addEventListener('resize', () => { clearTimeout(waiting); waiting = setTimeout(redraw, 100); });
  window.addEventListener('beforeprint', redraw);
  window.addEventListener('afterprint', redraw);
}

AXIS.members = greatest('members');
AXIS.paths = greatest('paths');
AXIS.rate = Math.max(...DATA.places.map((place, n) => {
  let most = 0;
  for (let at = 0; at < ROWS.length; at += WIDTH) most = Math.max(most, ROWS[at + BLOCKS.places[0] + n]);
  return place.adults > 0 ? most / place.adults * HUNDRED : 0;
}));
AXIS.needs = Math.max(greatest('need_met_share'), greatest('need_really_met_share'));
AXIS.heard = Math.max(greatest('true'), greatest('believed'));
buildControls(change);
buildFigures();
listen();
openHash();
byId('language').value = language;
speak();
follow([]);
requestAnimationFrame(() => setTimeout(() => {  // the answer is read while the pictures are drawn
  measure();
  follow();
  document.documentElement.dataset.ready = 'yes';
}));
