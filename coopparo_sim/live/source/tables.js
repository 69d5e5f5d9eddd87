// The same numbers as tables, for who cannot see the pictures, and for copying. Made only when opened.
function tableOf(head, rows) {
  const first = html('tr', {}, ...head.map((cell) => html('th', { scope: 'col' }, cell)));
  const body = rows.map((row) => html('tr', {}, ...row.map((cell, n) => (n ? html('td', {}, cell) : html('th', { scope: 'row' }, cell)))));
  return html('table', {}, html('thead', {}, first), html('tbody', {}, ...body));
}

const both = (pinned, cells) => (pinned ? cells : cells.slice(0, 1));
const heads = (pinned) => both(pinned, [say('now'), say('pinned')]);
const eachOf = (now, pinned, value) => both(pinned, [now, pinned]).map(value);

function housesTable(now, pinned) {
  const rows = DATA.ends.map((end, n) => [sayFigure(`end.${n ? end : 'lasting'}`), ...eachOf(now, pinned, (view) => String(tenths(view.ends, view.born)[n]))]);
  return tableOf([say('ends'), ...heads(pinned)], rows);
}

function dotsTable(now, pinned) {
  const dots = eachOf(now, pinned, (view) => dotsOf(view));
  const cell = (values, n) => (n < values.length ? number(values[n]) : say('unborn'));
  return tableOf([say('col_dot'), ...heads(pinned)], Array.from({ length: TWENTY }, (_, n) => [String(n + 1), ...dots.map((values) => cell(values, n))]));
}

function timeTable(now, pinned) {
  const shares = [5, 25, 50, 75, 95], size = DATA.months.length;
  const head = [say('col_month'), ...shares.map((n) => say('col_below', { n }))];
  if (pinned) head.push(say('time_pinned'));
  return tableOf(head, DATA.months.map((month, n) => [number(month), ...shares.map((_, k) => number(now.paths[k * size + n])), ...(pinned ? [number(pinned.paths[2 * size + n])] : [])]));
}

function placesTable(now, pinned) {
  return tableOf([`${say('col_place')}: ${say('col_rate')}`, ...heads(pinned)], DATA.places.map((place, n) => [place.name[language], ...eachOf(now, pinned, (view) => number(rateAt(view, n), 1))]));
}

function needsTable(now, pinned) {
  const rows = [['needs_promised', 'need_met_share'], ['needs_met', 'need_really_met_share'], ['needs_worst', 'worst_place_met_share']];
  return tableOf([say('col_what'), ...heads(pinned)], rows.map(([label, block]) => [say(label), ...eachOf(now, pinned, (view) => number(view[block][0] * HUNDRED, 1))]));
}

function heardTable(now) {
  return tableOf([say('col_need'), say('heard_true'), say('heard_believed')], DATA.needs.map((need, n) => [need[language], number(now.true[n] * HUNDRED, 1), number(now.believed[n] * HUNDRED, 1)]));
}
