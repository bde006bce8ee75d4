// SPDX-License-Identifier: Apache-2.0
'use strict';

// The report as it was written (formats/report/report_data.hpp says how), and what is counted in it.
const island = document.getElementById('data');
const report = JSON.parse(island.textContent);
island.remove();

const columns = report.columns;
const rowCount = report.rows.length;
// What quality checks found counts beside the doubts, as one of them.
const doubts = {...report.doubts, quality: report.quality};
const doubtNames = Object.keys(doubts);
// A merge that the aligner is sure of is worth a look, but no problem.
const problemMask = doubtNames.filter((name) => name !== 'merged').reduce((mask, name) => mask | doubts[name], 0);
const filters = ['all', 'problems', ...doubtNames];

const segmentsOf = (cell) => cell[0];
const beadsOf = (cell) => cell[1];
const flagsOf = (bead) => bead[3] ?? [];
const doubtsOf = (bead) => bead[2] | (flagsOf(bead).length > 0 ? doubts.quality : 0);
const isEmpty = (cell) => segmentsOf(cell).length === 0;

// Segments on the two sides of a bead; nulls if its type does not say.
function sidesOf(bead) {
  const sides = /^(\d+)-(\d+)$/.exec(bead[0]);
  return sides ? [Number(sides[1]), Number(sides[2])] : [null, null];
}

// Doubts by row, and by cell; of gaps a cell has only those where its own text lacks something.
const cellDoubts = new Uint16Array(rowCount * columns.length);
const rowDoubts = new Uint16Array(rowCount);
const leftOut = columns.map(() => 0);
const added = columns.map(() => 0);

for (let r = 0; r < rowCount; ++r) {
  const row = report.rows[r];
  for (let c = 0; c < columns.length; ++c) {
    let bits = 0;
    let lacks = isEmpty(row[c]) && (c === 0 || !isEmpty(row[0]));
    if (isEmpty(row[c])) rowDoubts[r] |= doubts.gap;
    for (const bead of beadsOf(row[c])) {
      bits |= doubtsOf(bead);
      const [source, target] = sidesOf(bead);
      if (target === 0) {
        lacks = true;
        ++leftOut[c];
      } else if (source === 0) {
        ++added[c];
        cellDoubts[r * columns.length] |= doubts.gap;
      }
    }
    rowDoubts[r] |= bits;
    cellDoubts[r * columns.length + c] |= (bits & ~doubts.gap) | (lacks ? doubts.gap : 0);
  }
}

const filterBits = (filter) => filter === 'problems' ? problemMask : doubts[filter];
const passes = (r, filter) => filter === 'all' || (rowDoubts[r] & filterBits(filter)) !== 0;
const isProblem = (r) => (rowDoubts[r] & problemMask) !== 0;
const filterCounts = Object.fromEntries(filters.map((filter) => [filter, 0]));
for (let r = 0; r < rowCount; ++r) {
  for (const filter of filters) if (passes(r, filter)) ++filterCounts[filter];
}

const foldCase = (text) => text.toLowerCase();
const holds = (r, query) =>
  report.rows[r].some((cell) => segmentsOf(cell).some((segment) => foldCase(segment[1]).includes(query)));

// Numbers of the rows to show, in order. Long searches pause to keep the page alive; `isCurrent`
// says whether the answer is still wanted.
async function selectRows(filter, query, isCurrent) {
  const selected = [];
  let pauseAt = performance.now() + 40;
  for (let r = 0; r < rowCount; ++r) {
    if (passes(r, filter) && (query === '' || holds(r, query))) selected.push(r);
    if (query !== '' && r % 64 === 0 && performance.now() > pauseAt) {
      await new Promise((resume) => setTimeout(resume));
      if (!isCurrent()) return null;
      pauseAt = performance.now() + 40;
    }
  }
  return selected;
}

// Heights of rows: estimated at first, measured once shown. A Fenwick tree, so that a row's place,
// and the row at a place, are found in logarithmic time.
class Heights {
  constructor(values) {
    this.values = values;
    this.tree = new Float64Array(values.length + 1);
    for (let i = 1; i <= values.length; ++i) {
      this.tree[i] += values[i - 1];
      const parent = i + (i & -i);
      if (parent <= values.length) this.tree[parent] += this.tree[i];
    }
  }

  before(index) {
    let sum = 0;
    for (let i = index; i > 0; i -= i & -i) sum += this.tree[i];
    return sum;
  }

  get total() {
    return this.before(this.values.length);
  }

  set(index, height) {
    const change = height - this.values[index];
    this.values[index] = height;
    for (let i = index + 1; i < this.tree.length; i += i & -i) this.tree[i] += change;
  }

  // The row that covers `y`; the nearest one if none does.
  at(y) {
    let index = 0;
    let step = 1;
    while (step * 2 < this.tree.length) step *= 2;
    for (; step > 0; step >>= 1) {
      if (index + step < this.tree.length && this.tree[index + step] <= y) {
        index += step;
        y -= this.tree[index];
      }
    }
    return Math.max(0, Math.min(index, this.values.length - 1));
  }
}
