// SPDX-License-Identifier: Apache-2.0
'use strict';

// Draws rows. What comes from the texts goes in as text nodes only, never as markup.

const longText = 4000;      // characters shown of a segment until asked for all
const manySegments = 30;    // segments shown of a cell until asked for all
const expanded = new Set(); // `row:column` of cells that show all

const glyphs = {
  gap: '∅', merged: '+', 'low-score': '?', numbers: '#', length: '≫', untranslated: '=', moved: '↕', duplicate: '‖',
  quality: '⚑',
};
const tagKeys = {
  gap: 'tagGap', merged: 'tagMerged', 'low-score': 'tagLowScore', numbers: 'tagNumbers',
  length: 'tagLength', untranslated: 'tagUntranslated', moved: 'tagMoved', duplicate: 'tagDuplicate',
  quality: 'tagQuality',
};

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

// Characters that change or hide what one sees: bidirectional controls, zero width and control
// characters. They are shown by name and take no effect.
const hidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/;
const hiddenNames = {
  0x00ad: 'SHY', 0x061c: 'ALM', 0x200b: 'ZWSP', 0x200e: 'LRM', 0x200f: 'RLM', 0x2028: 'LS', 0x2029: 'PS',
  0x202a: 'LRE', 0x202b: 'RLE', 0x202c: 'PDF', 0x202d: 'LRO', 0x202e: 'RLO', 0x2060: 'WJ',
  0x2066: 'LRI', 0x2067: 'RLI', 0x2068: 'FSI', 0x2069: 'PDI', 0xfeff: 'BOM',
};
const hiddenName = (code) =>
  hiddenNames[code] ?? 'U+' + code.toString(16).toUpperCase().padStart(4, '0');

function appendPlain(parent, text) {
  while (text !== '') {
    const at = text.search(hidden);
    if (at < 0) {
      parent.append(text);
      return;
    }
    if (at > 0) parent.append(text.slice(0, at));
    parent.append(make('span', 'control', hiddenName(text.charCodeAt(at))));
    text = text.slice(at + 1);
  }
}

// Where `query` is found in the text, as [begin, end, begin, end …].
function findHits(text, query) {
  const hits = [];
  if (query === '') return hits;
  const folded = foldCase(text);
  if (folded.length !== text.length) return hits; // a few letters fold to two
  for (let at = folded.indexOf(query); at >= 0; at = folded.indexOf(query, at + query.length)) {
    hits.push(at, at + query.length);
  }
  return hits;
}

const covers = (ranges, at) => {
  for (let i = 0; i < ranges.length; i += 2) if (ranges[i] <= at && at < ranges[i + 1]) return true;
  return false;
};

// The text with its unmatched numbers underlined and what was searched for marked.
function appendMarked(parent, text, numbers, query) {
  const hits = findHits(text, query);
  const bounds = [...new Set([0, ...numbers, ...hits, text.length])]
    .filter((bound) => bound <= text.length).sort((a, b) => a - b);
  for (let i = 0; i + 1 < bounds.length; ++i) {
    const part = text.slice(bounds[i], bounds[i + 1]);
    let target = parent;
    if (covers(numbers, bounds[i])) {
      target = target.appendChild(make('span', 'number'));
      target.title = say('unmatched');
    }
    if (covers(hits, bounds[i])) target = target.appendChild(make('mark'));
    appendPlain(target, part);
  }
}

function drawSegment([number, text, numbers = []], language, query, whole) {
  const chip = make('div', 'segment');
  chip.append(make('span', 'ordinal', String(number)));
  const body = chip.appendChild(make('span', 'text'));
  body.dir = 'auto';
  body.lang = language;
  if (whole || text.length <= longText) {
    appendMarked(body, text, numbers, query);
    return chip;
  }
  const cut = /[\ud800-\udbff]/.test(text[longText - 1]) ? longText - 1 : longText;
  appendMarked(body, text.slice(0, cut), numbers, query);
  body.append('… ', moreButton(say('showText', {n: text.length})));
  return chip;
}

function moreButton(label) {
  const button = make('button', 'more', label);
  button.type = 'button';
  button.tabIndex = -1;
  return button;
}

function drawTag(name) {
  const tag = make('span', 'tag ' + name);
  const glyph = make('span', 'glyph', glyphs[name]);
  glyph.ariaHidden = 'true';
  tag.append(glyph, say(tagKeys[name]));
  return tag;
}

// What a quality check found: which check, and what it says.
function drawFlag([check, isError, message]) {
  const flag = make('span', isError ? 'flag error' : 'flag');
  const tag = flag.appendChild(make('span', 'tag quality'));
  const glyph = tag.appendChild(make('span', 'glyph', glyphs.quality));
  glyph.ariaHidden = 'true';
  tag.append(say('check-' + check));
  appendPlain(flag.appendChild(make('span', 'message')), message);
  return flag;
}

// A bead: its type, how sure the aligner is, as a bar and a number, and what is doubtful.
function drawBead([type, confidence, bits, flags = []]) {
  const bead = make('span', 'bead');
  bead.append(make('span', type === '1-1' ? 'type plain' : 'type', type.replace('-', '–')));
  if (confidence !== null) {
    const percent = Math.round(confidence * 100);
    const sure = make('span', (bits & doubts['low-score']) !== 0 ? 'sure low' : 'sure');
    sure.title = say('confidence', {n: percent});
    const bar = sure.appendChild(make('span', 'bar'));
    bar.appendChild(make('span', 'fill')).style.width = percent + '%';
    sure.append(make('span', 'percent', percent + '\u202f%'));
    bead.append(sure);
  }
  for (const name of doubtNames) {
    if (name !== 'gap' && name !== 'merged' && (bits & doubts[name]) !== 0) bead.append(drawTag(name));
  }
  for (const flag of flags) bead.append(drawFlag(flag));
  return bead;
}

function gapWords(row, c) {
  const language = columns[c].language;
  const pivotHasNone = c > 0 && isEmpty(row[0]);
  return say(pivotHasNone ? 'missingToo' : 'missing', {language});
}

// Words in the place of a segment that is not there.
const drawGap = (language) => make('div', 'hole', say('missing', {language}));

// The cell's segments bead by bead, if the beads are many and account for all segments: so one sees
// what goes with what, and where something is missing.
function drawBlocks(element, cell, language, query, all) {
  const segments = segmentsOf(cell);
  const beads = beadsOf(cell);
  const sizes = beads.map((bead) => sidesOf(bead)[1]);
  const inBlocks = beads.length > 1 && segments.length <= manySegments &&
    sizes.reduce((sum, size) => sum + (size ?? NaN), 0) === segments.length;
  if (!inBlocks) {
    const shown = all ? segments.length : Math.min(segments.length, manySegments);
    for (let i = 0; i < shown; ++i) element.append(drawSegment(segments[i], language, query, all));
    if (shown < segments.length) element.append(moreButton(say('showSegments', {n: segments.length - shown})));
    return beads;
  }
  let next = 0;
  beads.forEach((bead, b) => {
    for (let i = 0; i < sizes[b]; ++i) element.append(drawSegment(segments[next++], language, query, all));
    if (sizes[b] === 0) element.append(drawGap(language));
    if (sidesOf(bead)[0] === 0) element.append(drawGap(columns[0].language));
    const line = element.appendChild(make('div', 'beads inner'));
    line.append(drawBead(bead));
  });
  return [];
}

function drawCell(r, c, query) {
  const cell = report.rows[r][c];
  const language = columns[c].language;
  const element = make('div', 'cell');
  element.role = 'gridcell';
  element.id = `r${r}c${c}`;
  element.ariaColIndex = String(c + 2);
  element.dataset.column = language;
  const all = expanded.has(`${r}:${c}`);
  if (isEmpty(cell)) {
    element.classList.add('empty');
    if (c > 0 && isEmpty(report.rows[r][0])) element.classList.add('aside');
    element.append(make('span', 'words', gapWords(report.rows[r], c)));
  }
  const beads = isEmpty(cell) ? beadsOf(cell) : drawBlocks(element, cell, language, query, all);
  if (beads.length > 0) {
    const line = element.appendChild(make('div', 'beads'));
    for (const bead of beads.slice(0, manySegments)) line.append(drawBead(bead));
  }
  return element;
}

// What is doubtful in a row, in words.
function problemWords(r) {
  const words = [];
  report.rows[r].forEach((cell, c) => {
    if (isEmpty(cell) && !(c > 0 && isEmpty(report.rows[r][0]))) words.push(gapWords(report.rows[r], c));
  });
  for (const name of doubtNames) {
    if (name === 'gap' && words.length > 0) continue;
    if ((rowDoubts[r] & doubts[name]) !== 0) words.push(say(tagKeys[name]));
  }
  return words.join(', ');
}

function drawRow(r, query) {
  const row = make('div', 'row');
  row.role = 'row';
  row.id = `r${r}`;
  row.ariaRowIndex = String(r + 2);
  row.dataset.row = String(r);
  if (isProblem(r)) row.classList.add('problem');
  const gutter = row.appendChild(make('div', 'gutter'));
  gutter.role = 'rowheader';
  gutter.ariaColIndex = '1';
  gutter.append(make('span', 'row-number', formatNumber(r + 1)));
  for (const name of doubtNames) {
    if ((rowDoubts[r] & doubts[name]) !== 0) gutter.append(drawTag(name));
  }
  for (let c = 0; c < columns.length; ++c) row.append(drawCell(r, c, query));
  return row;
}
