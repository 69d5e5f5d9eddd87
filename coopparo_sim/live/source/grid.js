// The numbers of every point of the grid, and what lies between points (multilinear interpolation).
const LEVERS = DATA.levers, BLOCKS = DATA.blocks, WIDTH = DATA.low.length;
const ROWS = unpack(DATA);
const STRIDES = LEVERS.map((_, n) => LEVERS.slice(n + 1).reduce((size, lever) => size * sizeOf(lever), 1));

function sizeOf(lever) {
  return (lever.choices || lever.levels).length;
}

function unpack(data) {
  const raw = atob(data.cells), rows = new Float64Array(raw.length / 2);
  for (let n = 0; n < rows.length; n++) {
    const column = n % WIDTH, cell = raw.charCodeAt(2 * n) | (raw.charCodeAt(2 * n + 1) << 8);
    rows[n] = data.low[column] + cell / 65535 * data.span[column];
  }
  return rows;
}

function sides(lever, value) {
  if (lever.choices) return [[lever.choices.findIndex((choice) => choice.id === value), 1]];
  const levels = lever.levels;
  let above = 1;
  while (above < levels.length - 1 && levels[above] < value) above++;
  const part = (Math.min(Math.max(value, levels[0]), levels[levels.length - 1]) - levels[above - 1]) / (levels[above] - levels[above - 1]);
  return [[above - 1, 1 - part], [above, part]].filter((side) => side[1] > 0);
}

function corners(setting) {
  let found = [[0, 1]];
  LEVERS.forEach((lever, n) => {
    found = found.flatMap(([point, weight]) => sides(lever, setting[lever.id]).map(([at, part]) => [point + at * STRIDES[n], weight * part]));
  });
  return found;
}

function bornAt(point) {
  const at = point * WIDTH + BLOCKS.ends[0];
  return ROWS[at] + ROWS[at + 1];
}

function chance(setting) {
  return corners(setting).reduce((sum, [point, weight]) => sum + weight * bornAt(point), 0);
}

// Everything the pictures show of one setting: an array a block.
function read(setting) {
  const around = corners(setting), view = {};
  const given = around.map(([point, weight]) => weight * bornAt(point));
  const givenAll = given.reduce((a, b) => a + b, 0);
  const nearest = around.reduce((best, corner) => (corner[1] > best[1] ? corner : best));
  for (const [name, [start, size, isGiven, isNearest]] of Object.entries(BLOCKS)) {
    const values = new Float64Array(size);
    around.forEach(([point, weight], n) => {
      let share = isGiven && givenAll > 0 ? given[n] / givenAll : weight;
      if (isNearest) share = point === nearest[0] ? 1 : 0;
      if (share) for (let k = 0; k < size; k++) values[k] += share * ROWS[point * WIDTH + start + k];
    });
    view[name] = values;
  }
  view.born = view.ends[0] + view.ends[1];
  return view;
}

function greatest(name, from = 0) {
  const [start, size] = BLOCKS[name];
  let most = 0;
  for (let at = 0; at < ROWS.length; at += WIDTH) for (let k = from; k < size; k++) most = Math.max(most, ROWS[at + start + k]);
  return most;
}

// Parts that add up to ten: those born by the rule of the headline, the others by largest remainder.
function tenths(ends, born) {
  const ofBorn = countInTen(born);
  return [...parted(Array.from(ends.slice(0, 2)), ofBorn), ...parted(Array.from(ends.slice(2)), TEN - ofBorn)];
}

function parted(shares, total) {
  const whole = shares.reduce((a, b) => a + b, 0);
  if (whole <= 0) return shares.map(() => 0);
  const exact = shares.map((share) => share / whole * total), counts = exact.map((x) => Math.floor(x + 1e-9));
  const order = exact.map((x, n) => n).sort((a, b) => (exact[b] - counts[b]) - (exact[a] - counts[a]) || a - b);
  order.slice(0, total - counts.reduce((a, b) => a + b, 0)).forEach((n) => { counts[n] += 1; });
  return counts;
}

function quantile(values, share) {
  const at = Math.min(Math.max(share, 0), 1) * (values.length - 1), below = Math.floor(at);
  return below + 1 < values.length ? values[below] + (at - below) * (values[below + 1] - values[below]) : values[below];
}
