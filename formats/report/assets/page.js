// SPDX-License-Identifier: Apache-2.0
'use strict';

// The page around the rows: summary, filters, search, keys, help, address.

const byId = (id) => document.getElementById(id);
const search = byId('search');
const live = byId('live');
const dialog = byId('dialog');

const state = {filter: 'all', query: '', request: 0, problems: []};

function announce(words) {
  live.textContent = words;
  live.classList.add('shown');
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => live.classList.remove('shown'), 2500);
}

// The language's own name for itself.
function languageName(tag) {
  try {
    const name = new Intl.DisplayNames([tag], {type: 'language'}).of(tag);
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
  } catch {
    return tag;
  }
}

const fileName = (path) => path.split(/[\\/]/).pop() || path;

function drawHead() {
  head.replaceChildren();
  const corner = head.appendChild(make('div', 'corner', '#'));
  corner.role = 'columnheader';
  corner.ariaLabel = say('row');
  corner.ariaColIndex = '1';
  columns.forEach((column, c) => {
    const header = head.appendChild(make('div', 'column'));
    header.role = 'columnheader';
    header.ariaColIndex = String(c + 2);
    const names = header.appendChild(make('div', 'names'));
    const language = names.appendChild(make('span', 'language'));
    language.lang = column.language;
    appendPlain(language, languageName(column.language));
    names.append(make('span', 'code', column.language));
    const facts = header.appendChild(make('div', 'facts'));
    const name = facts.appendChild(make('span', 'name'));
    appendPlain(name, fileName(column.name));
    name.title = column.name;
    facts.append(make('span', 'count', say('segments', {n: column.segments})));
    if (leftOut[c] > 0) facts.append(make('span', 'count lost', say('left_out', {n: leftOut[c]})));
    if (added[c] > 0) facts.append(make('span', 'count', say('added', {n: added[c]})));
  });
}

function drawSummary() {
  byId('title').replaceChildren();
  appendPlain(byId('title'), report.title);
  const n = filterCounts.problems;
  const parts = [say('summaryRows', {n: rowCount}), n > 0 ? say('summaryProblems', {n}) : say('summaryNone')];
  byId('summary').textContent = parts.join(' · ');
}

function drawFilters() {
  const group = byId('filters');
  group.ariaLabel = say('filters');
  group.replaceChildren(...filters.map((filter) => {
    const chip = make('button', 'chip ' + filter);
    chip.type = 'button';
    chip.dataset.filter = filter;
    chip.ariaPressed = String(filter === state.filter);
    if (filterCounts[filter] === 0) chip.classList.add('none');
    if (glyphs[filter]) {
      const glyph = chip.appendChild(make('span', 'glyph', glyphs[filter]));
      glyph.ariaHidden = 'true';
      chip.title = say('explain' + filter.charAt(0).toUpperCase() + filter.slice(1));
    }
    chip.append(make('span', 'word', say(filter)), make('span', 'number-of', formatNumber(filterCounts[filter])));
    return chip;
  }));
}

function drawLegend() {
  const legend = byId('legend');
  legend.replaceChildren();
  for (const name of doubtNames) {
    const item = legend.appendChild(make('span', 'item'));
    item.append(drawTag(name), make('span', 'meaning', say('explain' + name.charAt(0).toUpperCase() + name.slice(1))));
  }
  legend.append(make('span', 'tool', report.version ? 'egiz ' + report.version : 'egiz'));
}

function drawLabels() {
  search.placeholder = say('search');
  search.ariaLabel = say('search');
  for (const id of ['previous', 'next', 'help']) byId(id).textContent = say(id);
  byId('stepper').ariaLabel = say('problems');
  grid.ariaLabel = report.title;
  grid.ariaColCount = String(columns.length + 1);
}

function drawPosition() {
  const {problems} = state;
  const i = view.current >= 0 && isProblem(view.current) ? problems.indexOf(view.current) : -1;
  byId('position').textContent =
    say('position', {i: i < 0 ? '–' : i + 1, n: problems.length});
  for (const id of ['previous', 'next']) byId(id).disabled = problems.length === 0;
}

function drawAll() {
  drawSummary();
  drawFilters();
  drawLabels();
  drawHead();
  drawLegend();
}

// Where one is: kept in the address, so that it survives a reload and can be sent on.
function readAddress() {
  const address = new URLSearchParams(location.hash.slice(1));
  if (filters.includes(address.get('filter'))) state.filter = address.get('filter');
  state.query = address.get('search') ?? '';
  search.value = state.query;
  if (address.has('language')) chooseLanguage([address.get('language')]);
  const row = Number(address.get('row'));
  return Number.isInteger(row) && row >= 1 && row <= rowCount ? row - 1 : -1;
}

let ownAddress = location.hash;
function writeAddress() {
  clearTimeout(writeAddress.timer);
  writeAddress.timer = setTimeout(() => {
    const address = new URLSearchParams();
    if (state.filter !== 'all') address.set('filter', state.filter);
    if (state.query !== '') address.set('search', state.query);
    if (view.current >= 0) address.set('row', String(view.current + 1));
    if (state.language) address.set('language', state.language);
    ownAddress = address.toString() === '' ? '' : '#' + address;
    if (ownAddress !== location.hash) history.replaceState(null, '', ownAddress || location.pathname);
  }, 250);
}

async function update() {
  const request = ++state.request;
  const list = await selectRows(state.filter, foldCase(state.query.trim()), () => request === state.request);
  if (list === null || request !== state.request) return;
  showRows(list, foldCase(state.query.trim()));
  state.problems = list.filter(isProblem);
  drawMap();
  drawWindow();
  drawPosition();
  for (const chip of byId('filters').children) chip.ariaPressed = String(chip.dataset.filter === state.filter);
  const nothing = byId('nothing');
  nothing.hidden = list.length > 0;
  if (list.length === 0) {
    const clean = state.filter === 'problems' && state.query === '';
    const all = moreButton(say('showAll'));
    all.tabIndex = 0;
    all.addEventListener('click', () => setFilter('all', ''));
    nothing.replaceChildren(say(clean ? 'noProblems' : 'noRows'), ' ', all);
  }
  if (state.query !== '') announce(say('hits', {n: list.length}));
  writeAddress();
}

function setFilter(filter, query = state.query) {
  state.filter = filter;
  state.query = query;
  search.value = query;
  return update();
}

function stepProblem(direction) {
  const r = findProblem(direction);
  if (r < 0) {
    announce(say(direction > 0 ? 'lastProblem' : 'firstProblem'));
    return;
  }
  goTo(r, {centred: true});
  const {problems} = state;
  announce(say('problemIs', {i: problems.indexOf(r) + 1, n: problems.length, row: r + 1, what: problemWords(r)}));
}

const keyRows = [
  ['j k ↓ ↑', 'keyRow'], ['n p', 'keyProblem'], ['h l ← →', 'keyCell'], ['Home End', 'keyEnds'],
  ['PgDn PgUp', 'keyPage'], ['/', 'keySearch'], ['?', 'keyHelp'],
];

function drawHelp() {
  const close = make('button', 'close', say('close'));
  close.autofocus = true;
  close.addEventListener('click', () => dialog.close());
  const keys = make('dl', 'keys');
  for (const [names, key] of keyRows) {
    const term = keys.appendChild(make('dt'));
    names.split(' ').forEach((name) => term.append(make('kbd', '', name)));
    keys.append(make('dd', '', say(key)));
  }
  const meanings = make('dl', 'meanings');
  for (const name of doubtNames) {
    meanings.appendChild(make('dt')).append(drawTag(name));
    meanings.append(make('dd', '', say('explain' + name.charAt(0).toUpperCase() + name.slice(1))));
  }
  meanings.appendChild(make('dt')).append(drawBead(['2-1', 0.93, 0]));
  meanings.append(make('dd', '', say('explainType') + '; ' + say('explainPercent')));
  const choice = make('select');
  choice.ariaLabel = say('interfaceLanguage');
  for (const tag of Object.keys(catalogue)) {
    const option = choice.appendChild(make('option', '', catalogue[tag].language));
    option.value = tag;
    option.selected = tag === uiLanguage;
  }
  choice.addEventListener('change', () => {
    state.language = choice.value;
    chooseLanguage([choice.value]);
    drawAll();
    redraw();
    drawPosition();
    drawHelp();
    writeAddress();
  });
  const label = make('label', 'choice', say('interfaceLanguage') + ' ');
  label.append(choice);
  dialog.ariaLabel = say('help');
  dialog.replaceChildren(make('h2', '', say('keys')), keys, make('h2', '', say('meaning')), meanings,
    make('p', '', say('problemsAre')), make('p', '', say('explainMap')), label, close);
}

function showHelp() {
  drawHelp();
  dialog.showModal();
}

function moveCell(by) {
  if (view.current < 0) {
    step(1);
  } else {
    goTo(view.current, {column: Math.max(-1, Math.min(columns.length - 1, view.currentColumn + by))});
  }
}

function turnPage(direction) {
  const room = Math.max(40, windowHeight() - 60);
  setTop(view.top + direction * room);
  render();
  if (view.list.length > 0) goTo(view.list[view.heights.at(view.top + (direction > 0 ? room / 3 : 20))]);
}

const keyActions = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  n: () => stepProblem(1), p: () => stepProblem(-1),
  h: () => moveCell(-1), ArrowLeft: () => moveCell(-1), l: () => moveCell(1), ArrowRight: () => moveCell(1),
  Home: () => view.list.length > 0 && goTo(view.list[0]),
  End: () => view.list.length > 0 && goTo(view.list[view.list.length - 1]),
  PageDown: () => turnPage(1), PageUp: () => turnPage(-1),
  '/': () => { search.focus(); search.select(); },
  '?': showHelp,
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
  const target = event.target;
  if (target === search) {
    if (event.key === 'Escape') {
      if (search.value === '') grid.focus(); else setFilter(state.filter, '');
      event.preventDefault();
    } else if (event.key === 'Enter') {
      grid.focus();
      if (view.list.length > 0 && indexOf(view.current) < 0) goTo(view.list[0]);
    }
    return;
  }
  // Letters by the key's place too, so that they work on Cyrillic keyboards.
  const letter = event.key > '\u007f' && /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : '';
  const name = Object.hasOwn(keyActions, event.key) ? event.key
             : event.key === '.' && event.code === 'Slash' ? '/' : letter;
  if (event.shiftKey && name !== '?') return;
  if (!Object.hasOwn(keyActions, name)) return;
  if (target.tagName === 'BUTTON' && name.length > 1) return; // arrows and the like stay with the button
  event.preventDefault();
  keyActions[name]();
}

function listen() {
  document.addEventListener('keydown', onKey);
  scroller.addEventListener('scroll', onScroll, {passive: true});
  byId('filters').addEventListener('click', (event) => {
    const chip = event.target.closest('.chip');
    if (chip) setFilter(chip.dataset.filter);
  });
  search.addEventListener('input', () => {
    clearTimeout(search.timer);
    search.timer = setTimeout(() => setFilter(state.filter, search.value), 150);
  });
  byId('next').addEventListener('click', () => stepProblem(1));
  byId('previous').addEventListener('click', () => stepProblem(-1));
  byId('help').addEventListener('click', showHelp);
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
  rowsElement.addEventListener('click', (event) => {
    const row = event.target.closest('.row');
    if (!row) return;
    const cell = event.target.closest('.cell');
    const column = cell ? Number(cell.ariaColIndex) - 2 : -1;
    const r = Number(row.dataset.row);
    if (event.target.closest('.more')) {
      expanded.add(`${r}:${column}`);
      view.current = r;
      redraw();
    } else if (String(getSelection()) === '') {
      goTo(r, {column});
    }
  });
  let dragging = false;
  const jump = (event) => { if (view.list.length > 0) goTo(rowOnMap(event), {column: -1, centred: true}); };
  overview.addEventListener('pointerdown', (event) => {
    dragging = true;
    overview.setPointerCapture(event.pointerId);
    jump(event);
    event.preventDefault();
  });
  overview.addEventListener('pointermove', (event) => { if (dragging) jump(event); });
  overview.addEventListener('pointerup', () => { dragging = false; grid.focus({preventScroll: true}); });
  new ResizeObserver(() => {
    drawMap();
    if (rowsElement.clientWidth !== view.width) {
      view.width = rowsElement.clientWidth;
      if (view.current < 0 && view.list.length > 0 && view.top > 0) view.current = view.list[view.heights.at(view.top)];
      redraw();
    } else {
      render();
    }
  }).observe(scroller);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawMap);
  addEventListener('hashchange', () => {
    if (location.hash === ownAddress) return;
    const r = readAddress();
    drawAll();
    update().then(() => { if (r >= 0) goTo(r, {centred: true}); });
  });
  addEventListener('beforeprint', () => {
    document.documentElement.classList.add('printing');
    forget();
    const rows = view.list.slice(0, mostPrinted);
    rowsElement.append(...rows.map((r) => drawRow(r, view.query)));
    const note = make('p', 'printed', say('printed', {filter: say(state.filter), n: view.list.length, total: rowCount}));
    if (rows.length < view.list.length) note.append(' ', say('printedPart', {n: rows.length, total: view.list.length}));
    byId('heading').append(note);
  });
  addEventListener('afterprint', () => {
    document.documentElement.classList.remove('printing');
    document.querySelectorAll('.printed').forEach((note) => note.remove());
    rowsElement.replaceChildren();
    redraw();
  });
}

chooseLanguage(navigator.languages ?? [navigator.language]);
document.documentElement.style.setProperty('--columns', String(columns.length));
const startRow = readAddress();
drawAll();
view.onMove = () => { drawPosition(); writeAddress(); };
view.width = rowsElement.clientWidth;
listen();
update().then(() => {
  if (startRow >= 0) goTo(startRow, {centred: true});
  grid.focus({preventScroll: true});
  document.documentElement.classList.add('ready');
});
