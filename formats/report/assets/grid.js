// SPDX-License-Identifier: Apache-2.0
'use strict';

// The rows on screen. Only rows in and near the window exist as elements; each lies at the sum of
// the heights above it. Browsers cannot scroll over tens of millions of pixels, so above
// `longestScroll` the scroll bar stands for the rows in proportion: `shift` is the difference
// between where a row lies and where it is drawn.

const longestScroll = 8e6;
const overscan = 600;
const mostPrinted = 3000;

const scroller = document.getElementById('scroller');
const grid = document.getElementById('grid');
const head = document.getElementById('head');
const rowsElement = document.getElementById('rows');

const view = {
  list: [],        // numbers of the rows to show
  heights: new Heights([]),
  measured: new Uint8Array(0),
  mounted: new Map(), // index into the list → element
  top: 0,          // of the window, in the rows' own pixels
  scrolled: 0,     // scrollTop that was last seen or set
  query: '',
  current: -1,     // row number
  currentColumn: -1,
  width: 0,
  onMove: () => {},
};

const windowHeight = () => Math.max(0, scroller.clientHeight - head.offsetHeight);
const shift = () => view.scrolled - view.top;

// A guess at a row's height from the lengths of its texts.
function estimateHeights(list) {
  const style = getComputedStyle(rowsElement);
  const line = parseFloat(style.getPropertyValue('--line')) || 21;
  const size = parseFloat(style.getPropertyValue('--text')) || 14.5;
  const stacked = matchMedia('(max-width: 640px)').matches;
  const width = stacked ? rowsElement.clientWidth - 60
                        : (rowsElement.clientWidth - 96) / columns.length - 56;
  const perLine = columns.map(({language}) =>
    Math.max(4, width / (/^(zh|ja|ko)\b/.test(language) ? size : size * 0.51)));
  const heights = new Float64Array(list.length);
  for (let i = 0; i < list.length; ++i) {
    let height = 0;
    const row = report.rows[list[i]];
    for (let c = 0; c < columns.length; ++c) {
      let cell = 44;
      const segments = segmentsOf(row[c]);
      for (let s = 0; s < segments.length && s < manySegments; ++s) {
        cell += Math.ceil(Math.min(segments[s][1].length, longText) / perLine[c]) * line + 10;
      }
      height = stacked ? height + cell : Math.max(height, cell);
    }
    heights[i] = height;
  }
  return heights;
}

function setTop(top) {
  const furthest = Math.max(0, view.heights.total - windowHeight());
  view.top = Math.max(0, Math.min(top, furthest));
  const reach = scroller.scrollHeight - scroller.clientHeight;
  const compressed = view.heights.total > longestScroll;
  scroller.scrollTop = compressed && furthest > 0 ? view.top / furthest * reach : view.top;
  view.scrolled = scroller.scrollTop;
}

function setExtent() {
  rowsElement.style.height = Math.min(view.heights.total, longestScroll) + 'px';
}

// Mounts the rows in and near the window and takes away the others.
function mount() {
  const last = view.list.length - 1;
  const wanted = new Set();
  if (last >= 0) {
    const from = view.heights.at(view.top - overscan);
    const to = view.heights.at(view.top + windowHeight() + overscan);
    for (let i = from; i <= to; ++i) wanted.add(i);
  }
  for (const [index, element] of view.mounted) {
    if (wanted.has(index)) continue;
    element.remove();
    view.mounted.delete(index);
  }
  for (const index of wanted) {
    if (view.mounted.has(index)) continue;
    const element = drawRow(view.list[index], view.query);
    markCurrent(element);
    view.mounted.set(index, element);
    // In order, for screen readers and for selecting text across rows.
    let after = null;
    for (let i = index + 1; i <= last && after === null && wanted.has(i); ++i) {
      after = view.mounted.get(i) ?? null;
    }
    rowsElement.insertBefore(element, after);
  }
}

// Takes the true heights of mounted rows; says whether anything moved.
function measure() {
  const heights = [];
  for (const [index, element] of view.mounted) {
    if (view.measured[index] === 0) heights.push([index, element.getBoundingClientRect().height]);
  }
  for (const [index, height] of heights) {
    view.measured[index] = 1;
    view.heights.set(index, height);
  }
  return heights.length > 0;
}

function place() {
  for (const [index, element] of view.mounted) {
    element.style.top = view.heights.before(index) + shift() + 'px';
  }
}

function render() {
  if (document.documentElement.classList.contains('printing')) return;
  for (let pass = 0; pass < 4; ++pass) {
    mount();
    const anchor = view.heights.at(view.top);
    const offset = view.top - view.heights.before(anchor);
    if (!measure()) break;
    setExtent();
    const top = view.heights.before(anchor) + offset;
    if (top !== view.top) setTop(top);
  }
  place();
  drawWindow();
}

let renderDue = false;
function renderSoon() {
  if (renderDue) return;
  renderDue = true;
  requestAnimationFrame(() => {
    renderDue = false;
    render();
  });
}

let settle = 0;
function onScroll() {
  const scrolled = scroller.scrollTop;
  const moved = scrolled - view.scrolled;
  if (moved === 0) return;
  const furthest = Math.max(0, view.heights.total - windowHeight());
  const reach = scroller.scrollHeight - scroller.clientHeight;
  const compressed = view.heights.total > longestScroll;
  const jumped = Math.abs(moved) > 3 * scroller.clientHeight || scrolled <= 0 || scrolled >= reach - 1;
  view.top = compressed && jumped ? scrolled / reach * furthest
                                  : Math.max(0, Math.min(view.top + moved, furthest));
  view.scrolled = scrolled;
  if (!compressed) view.top = scrolled;
  renderSoon();
  if (compressed) { // Once it is still, the bar goes where the rows are.
    clearTimeout(settle);
    settle = setTimeout(() => {
      setTop(view.top);
      render();
    }, 200);
  }
}

function forget() {
  for (const element of view.mounted.values()) element.remove();
  view.mounted.clear();
}

// Shows other rows, or the same rows anew. The current row stays where it is, if it is still there.
function showRows(list, query) {
  const anchor = view.current;
  const was = anchor >= 0 ? indexOf(anchor) : -1;
  const onScreen = was >= 0 ? view.heights.before(was) - view.top : 0;
  view.list = list;
  view.query = query;
  forget();
  view.heights = new Heights(estimateHeights(list));
  view.measured = new Uint8Array(list.length);
  setExtent();
  const index = anchor >= 0 ? nearestIndex(anchor) : 0;
  setTop(view.heights.before(index) - (was >= 0 ? Math.max(0, Math.min(onScreen, windowHeight() / 2)) : 0));
  grid.ariaRowCount = String(list.length + 1);
  render();
}

function redraw() {
  showRows(view.list, view.query);
}

// Index in the list of the first row that is not before row `r`; the list's length if all are.
function lowerBound(r) {
  let low = 0;
  let high = view.list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (view.list[middle] < r) low = middle + 1; else high = middle;
  }
  return low;
}

const nearestIndex = (r) => Math.min(lowerBound(r), Math.max(0, view.list.length - 1));

// The index to count steps from: the current row's or, where it is not in the list or there is
// none yet, one whose neighbour in that direction is the first to come to.
function startIndex(direction) {
  if (view.current < 0) return view.heights.at(view.top) - (direction > 0 ? 1 : 0);
  const index = lowerBound(view.current);
  return view.list[index] !== view.current && direction > 0 ? index - 1 : index;
}

function indexOf(r) {
  const index = nearestIndex(r);
  return view.list[index] === r ? index : -1;
}

function markCurrent(element) {
  const current = Number(element.dataset.row) === view.current;
  element.classList.toggle('current', current);
  element.ariaSelected = String(current);
  element.querySelectorAll(':scope > .cell').forEach((cell, c) =>
    cell.classList.toggle('current-cell', current && c === view.currentColumn));
}

// Makes row `r` the current one and brings it into view: by the least movement, or at a third of the
// window where there is context on both sides.
function goTo(r, {column = view.currentColumn, centred = false} = {}) {
  const index = indexOf(r);
  if (index < 0) return;
  view.current = r;
  view.currentColumn = column;
  for (let pass = 0; pass < 3; ++pass) { // again, with measured heights
    const top = view.heights.before(index);
    const height = view.heights.values[index];
    const room = windowHeight();
    if (centred) {
      setTop(top - Math.max(0, Math.min(room / 3, (room - height) / 2)));
    } else if (top < view.top || height >= room) {
      setTop(top);
    } else if (top + height > view.top + room) {
      setTop(top + height - room);
    }
    render();
  }
  for (const element of view.mounted.values()) markCurrent(element);
  grid.setAttribute('aria-activedescendant', column < 0 ? `r${r}` : `r${r}c${column}`);
  view.onMove();
}

function step(by) {
  if (view.list.length === 0) return;
  const index = startIndex(by) + by;
  goTo(view.list[Math.max(0, Math.min(index, view.list.length - 1))]);
}

// The next (1) or previous (-1) row that is a problem; -1 if there is none.
function findProblem(direction) {
  for (let i = startIndex(direction) + direction; i >= 0 && i < view.list.length; i += direction) {
    if (isProblem(view.list[i])) return view.list[i];
  }
  return -1;
}

// The strip on the right: every row of the list, one lane a text, the gravest doubt on top.
const overview = document.getElementById('overview');
const map = document.getElementById('map');
const windowMark = document.getElementById('window');
const gravity = ['gap', 'moved', 'duplicate', 'numbers', 'untranslated', 'length', 'quality', 'low-score', 'merged'];

function drawMap() {
  const width = overview.clientWidth;
  const height = overview.clientHeight;
  const scale = window.devicePixelRatio || 1;
  map.width = Math.round(width * scale);
  map.height = Math.round(height * scale);
  const context = map.getContext('2d');
  const style = getComputedStyle(document.documentElement);
  const colour = Object.fromEntries(gravity.map((name) => [name, style.getPropertyValue('--' + name).trim()]));
  const lane = map.width / columns.length;
  const space = Math.max(1, Math.round(scale * 1.5));
  context.fillStyle = style.getPropertyValue('--lane').trim();
  for (let c = 0; c < columns.length; ++c) {
    context.fillRect(Math.round(c * lane) + space, 0, Math.round(lane) - 2 * space, map.height);
  }
  const rows = view.list.length;
  const bars = Math.min(rows, Math.ceil(map.height / (2 * scale)));
  for (let b = 0; b < bars; ++b) {
    const top = Math.round(b / bars * map.height);
    const bottom = Math.max(top + 1, Math.round((b + 1) / bars * map.height));
    const tall = Math.max(1, bottom - top - (bottom - top > 4 * scale ? Math.round(scale) : 0));
    for (let c = 0; c < columns.length; ++c) {
      let bits = 0;
      for (let i = Math.floor(b / bars * rows); i < Math.max(Math.floor((b + 1) / bars * rows), Math.floor(b / bars * rows) + 1); ++i) {
        bits |= cellDoubts[view.list[i] * columns.length + c];
      }
      const name = gravity.find((doubt) => (bits & doubts[doubt]) !== 0);
      if (!name) continue;
      // A gap fills its lane, a doubt half of it, a merge a quarter: not by colour alone.
      const full = Math.round(lane) - 2 * space;
      const share = name === 'gap' ? 1 : name === 'merged' ? 0.25 : 0.55;
      context.fillStyle = colour[name];
      context.fillRect(Math.round(c * lane) + space, top, Math.max(1, Math.round(full * share)), tall);
    }
  }
}

function drawWindow() {
  const rows = view.list.length;
  const height = overview.clientHeight;
  windowMark.hidden = rows === 0;
  if (rows === 0) return;
  const position = (y) => {
    const index = view.heights.at(y);
    const inside = (y - view.heights.before(index)) / (view.heights.values[index] || 1);
    return (index + Math.max(0, Math.min(1, inside))) / rows * height;
  };
  const top = position(view.top);
  windowMark.style.top = top + 'px';
  windowMark.style.height = Math.max(8, position(view.top + windowHeight()) - top) + 'px';
}

function rowOnMap(event) {
  const box = overview.getBoundingClientRect();
  const share = Math.max(0, Math.min(1, (event.clientY - box.top) / box.height));
  return view.list[Math.min(view.list.length - 1, Math.floor(share * view.list.length))];
}
