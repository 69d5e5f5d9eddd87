// The pictures. Each takes the width it has, what there is to show (`now`, and `pinned` or null), and gives elements.
const AXIS = {};  // greatest values over the whole grid: axes stand still while levers move

function housesPicture(width, now, pinned) {
  const size = Math.min(46, (width - 9 * 8 - (pinned ? 70 : 0)) / TEN), left = pinned ? 70 : 2;
  const row = (view, y) => {
    const count = countInTen(view.born), kind = caseOf(view.born, count);
    return Array.from({ length: TEN }, (_, n) => {
      const some = (kind === 'under_one' && n === 0) || (kind === 'over_nine' && n === TEN - 1);
      return house(left + n * (size + 8), y, size, some ? 'some' : n < count ? 'full' : 'none');
    });
  };
  const height = pinned ? 2 * size + 14 : size + 4;
  const labels = pinned ? [words(0, 2 + size * 0.7, say('now'), 14), words(0, 12 + size * 1.7, say('pinned'), 14)] : [];
  const title = pinned ? `${inTen(now.born)}; ${say('headline_pinned', { often: inTen(pinned.born) })}` : inTen(now.born);
  return [canvas(width, height, title, dotted(), ...row(now, 2), ...(pinned ? row(pinned, 12 + size) : []), ...labels)];
}

function dotsOf(view) {
  const born = rounded(Math.min(Math.max(view.born, 0), 1) * TWENTY);
  return Array.from({ length: born }, (_, n) => quantile(view.members, (n + 0.5) / born));
}

function dotsPicture(width, now, pinned) {
  const views = pinned ? [now, pinned] : [now], marks = ticks(AXIS.members), most = marks[marks.length - 1];
  const aside = Math.max(84, widthOf(say('dots_unborn', { n: TWENTY }), 13) + 6), left = aside + 14, plot = width - left - 14;
  const at = (value) => left + value / most * plot;
  let size = 20;
  const stack = (values) => {
    const heights = {};
    return values.map((value) => {
      const column = Math.floor((at(value) - left) / size), rank = heights[column] || 0;
      heights[column] = rank + 1;
      return [left + (column + 0.5) * size, rank];
    });
  };
  const tallest = () => Math.max(1, ...views.flatMap((view) => stack(dotsOf(view)).map(([, rank]) => rank + 1)));
  while (tallest() * size > 150 && size > 6) size *= 0.93;
  const across = Math.max(1, Math.floor((aside - 4) / size)), block = Math.ceil(TWENTY / across);
  const height = Math.max(tallest(), block, 4) * size + 6;
  const parts = [];
  let y = 0;
  views.forEach((view, number) => {
    const values = dotsOf(view), base = y + height;
    if (pinned) parts.push(words(width, y + 16, number ? say('pinned') : say('now'), 13, 'end', { 'font-weight': 'bold' }));
    const dot = (x, rank, born) => mark('circle', { cx: x, cy: base - (rank + 0.5) * size, r: size * 0.43, class: born ? 'dot born' : 'dot',
      fill: born ? BLUE : '#FFFFFF', stroke: born ? INK : VERMILION, 'stroke-width': 1.4 });
    parts.push(...stack(values).map(([x, rank]) => dot(x, rank, true)));
    const unborn = TWENTY - values.length;
    for (let n = 0; n < unborn; n++) parts.push(dot((n % across + 0.5) * size, Math.floor(n / across), false));
    parts.push(line(left, base, left + plot, base), words(0, base + 17, say('dots_unborn', { n: unborn }), 13));
    y = base + 30;
  });
  const base = y - 30;
  marks.forEach((tick) => parts.push(line(at(tick), base, at(tick), base + 4), words(at(tick), base + 17, number(tick), 13, 'middle')));
  parts.push(words(left + plot, base + 34, say('dots_axis', { month: number(DATA.month) }), 13, 'end'));
  const title = views.map((view) => `${dotsOf(view).length}/${TWENTY}`).join('; ');
  return [canvas(width, base + 40, `${say('dots')}: ${title}`, ...parts)];
}

function timePicture(width, now, pinned) {
  const months = DATA.months, marks = ticks(Math.max(AXIS.paths, DATA.target)), most = marks[marks.length - 1];
  const left = 12 + Math.max(...marks.map((tick) => widthOf(number(tick), 13))), plot = width - left - 10, height = 210, top = 8;
  const at = (n) => left + (months[n] - 1) / Math.max(months[months.length - 1] - 1, 1) * plot, up = (value) => top + height - value / most * height;
  const curve = (values, first) => months.map((_, n) => [at(n), up(values[first * months.length + n])]);
  const area = (low, high, fill) => path([...curve(now.paths, low), ...curve(now.paths, high).reverse()], { fill, stroke: 'none' });
  const parts = marks.map((tick) => line(left, up(tick), left + plot, up(tick), { stroke: LINE }));
  parts.push(...marks.map((tick) => words(left - 6, up(tick) + 4, number(tick), 13, 'end')));
  parts.push(area(0, 4, PALER), area(1, 3, PALE));
  [0, 4].forEach((level) => parts.push(path(curve(now.paths, level), { stroke: PALE })));
  [1, 3].forEach((level) => parts.push(path(curve(now.paths, level), { stroke: BLUE })));
  ['none', '6 3', '2 3'].forEach((dashes, n) => parts.push(path(curve(now.singles, n), { stroke: INK, 'stroke-width': 1.4, 'stroke-dasharray': dashes })));
  parts.push(line(left, up(DATA.target), left + plot, up(DATA.target), { stroke: GREY, 'stroke-width': 1.6, 'stroke-dasharray': '1 4', 'stroke-linecap': 'round' }));
  if (pinned) parts.push(path(curve(pinned.paths, 2), { stroke: VERMILION, 'stroke-width': 3, 'stroke-dasharray': '9 4' }));
  monthTicks(months).forEach((month) => {
    const x = left + (month - 1) / Math.max(months[months.length - 1] - 1, 1) * plot;
    parts.push(line(x, top + height, x, top + height + 4), words(x, top + height + 18, number(month), 13, 'middle'));
  });
  parts.push(words(left + plot, top + height + 35, say('time_axis'), 13, 'end'));
  const sample = (more) => line(2, 10, 34, 10, more), box = (fill, stroke) => mark('rect', { x: 2, y: 3, width: 32, height: 14, fill, stroke });
  const signs = [[box(PALE, BLUE), say('time_half')], [box(PALER, PALE), say('time_nine')],
    [sample({ 'stroke-width': 1.6, 'stroke-dasharray': '6 3' }), say('time_singles')],
    [sample({ stroke: GREY, 'stroke-width': 2, 'stroke-dasharray': '1 4', 'stroke-linecap': 'round' }), say('time_target', { n: number(DATA.target) })]];
  if (pinned) signs.push([sample({ stroke: VERMILION, 'stroke-width': 3, 'stroke-dasharray': '9 4' }), say('time_pinned')]);
  return [canvas(width, top + height + 40, say('time_text'), ...parts), legend(...signs)];
}

function monthTicks(months) {
  const last = months[months.length - 1], step = last <= 14 ? 3 : last <= 48 ? 6 : 12, found = [1];
  for (let month = step; month <= last; month += step) if (month > 2) found.push(month);
  return found;
}

function rateAt(view, n) {
  const adults = DATA.places[n].adults;
  return adults > 0 ? view.places[n] / adults * HUNDRED : 0;
}

function shadeOf(value, most) {
  return DATA.blues[Math.min(Math.floor(value / Math.max(most, 1e-9) * DATA.blues.length), DATA.blues.length - 1)];
}

function placesPicture(width, now, pinned) {
  const columns = Math.max(...DATA.places.map((p) => p.column)), rows = Math.max(...DATA.places.map((p) => p.row));
  const tile = Math.min(width / columns, 130), parts = [], size = 11.5;
  const narrow = DATA.places.some((p) => p.name[language].split(' ').some((word) => widthOf(word, size) > tile - 7));
  DATA.places.forEach((place, n) => {
    const rate = rateAt(now, n), [fill, ink] = shadeOf(rate, AXIS.rate);
    const value = number(rate, 1), before = pinned ? say('places_pinned', { n: number(rateAt(pinned, n), 1) }) : '';
    if (narrow) parts.push(...placeRow(width, n, place, fill, ink, value, before));
    else parts.push(...placeTile((place.column - 1) * tile, (place.row - 1) * tile, tile, place, fill, ink, value, before));
  });
  return [canvas(width, narrow ? DATA.places.length * 30 : rows * tile, say('places_text', { month: number(DATA.month) }), ...parts)];
}

function placeRow(width, n, place, fill, ink, value, before) {
  return [mark('rect', { x: width - 56, y: n * 30 + 1, width: 56, height: 27, fill, stroke: INK, 'stroke-width': 0.8 }),
    words(0, n * 30 + 20, place.name[language], 14), words(width - 28, n * 30 + 20, value, 15, 'middle', { fill: ink }),
    words(width - 62, n * 30 + 20, before, 12, 'end')];
}

function placeTile(x, y, tile, place, fill, ink, value, before) {
  const lines = wrapped(place.name[language], 11.5, tile - 7), more = { fill: ink };
  const parts = [mark('rect', { x: x + 1.5, y: y + 1.5, width: tile - 3, height: tile - 3, fill, stroke: INK, 'stroke-width': 0.8 })];
  lines.forEach((part, n) => parts.push(words(x + tile / 2, y + 16 + n * 13.5, part, 11.5, 'middle', more)));
  parts.push(words(x + tile / 2, y + tile - (before ? 21 : 12), value, 19, 'middle', { 'font-weight': 'bold', ...more }));
  if (before) parts.push(words(x + tile / 2, y + tile - 7, before, 11, 'middle', more));
  return parts;
}

function needsPicture(width, now, pinned) {
  const rows = [['needs_promised', 'need_met_share'], ['needs_met', 'need_really_met_share'], ['needs_worst', 'worst_place_met_share']];
  const marks = ticks(AXIS.needs * HUNDRED), most = marks[marks.length - 1], plot = width - 60, parts = [];
  let y = 0;
  rows.forEach(([label, block]) => {
    const lines = wrapped(say(label), 13, width), below = y + lines.length * 16 + 4, bar = (view, top, looks) => {
      const value = view[block][0] * HUNDRED, long = Math.max(value / most * plot, 1);
      parts.push(mark('rect', { x: 0, y: top, width: long, height: 16, ...looks }), words(long + 6, top + 13, number(value, 1), 14));
    };
    lines.forEach((part, k) => parts.push(words(0, y + 14 + k * 16, part, 13)));
    bar(now, below, { fill: BLUE, stroke: INK, 'stroke-width': 0.8 });
    if (pinned) bar(pinned, below + 20, { fill: '#FFFFFF', stroke: VERMILION, 'stroke-width': 2, 'stroke-dasharray': '5 3' });
    y = below + (pinned ? 46 : 26);
  });
  const title = rows.map(([label, block]) => `${say(label)}: ${number(now[block][0] * HUNDRED, 1)}`).join('; ');
  return [canvas(width, y, title, ...parts), ...pinnedKey(pinned)];
}

function pinnedKey(pinned) {
  if (!pinned) return [];
  const full = mark('rect', { x: 2, y: 3, width: 32, height: 14, fill: BLUE, stroke: INK });
  const dashed = mark('rect', { x: 2, y: 3, width: 32, height: 14, fill: '#FFFFFF', stroke: VERMILION, 'stroke-width': 2, 'stroke-dasharray': '5 3' });
  return [legend([full, say('now')], [dashed, say('pinned')])];
}

function heardPicture(width, now) {
  const names = DATA.needs.map((need) => need[language]);
  const left = Math.min(Math.max(...names.map((name) => widthOf(name, 13))) + 14, width * 0.52), plot = width - left - 16;
  const most = ticks(AXIS.heard * HUNDRED).pop(), at = (share) => left + share * HUNDRED / most * plot, parts = [];
  let y = 6;
  names.forEach((name, n) => {
    const lines = wrapped(name, 13, left - 10), middle = y + lines.length * 8 + 2, [x, believed] = [at(now.true[n]), at(now.believed[n])];
    lines.forEach((part, k) => parts.push(words(0, y + 12 + k * 15, part, 13)));
    parts.push(line(x, middle, believed, middle, { stroke: GREY, 'stroke-width': 2.2 }), mark('circle', { cx: x, cy: middle, r: 5.5, fill: BLUE }));
    parts.push(mark('circle', { cx: believed, cy: middle, r: 6.5, fill: 'none', stroke: VERMILION, 'stroke-width': 2.4 }));
    y += lines.length * 15 + 9;
  });
  parts.push(line(left, y, left + plot, y));
  [0, most / 2, most].forEach((tick) => parts.push(line(left + tick / most * plot, y, left + tick / most * plot, y + 4), words(left + tick / most * plot, y + 18, number(tick, tick % 1 ? 1 : 0), 13, 'middle')));
  const signs = [[mark('circle', { cx: 18, cy: 10, r: 6, fill: BLUE }), say('heard_true')],
    [mark('circle', { cx: 18, cy: 10, r: 6.5, fill: 'none', stroke: VERMILION, 'stroke-width': 2.4 }), say('heard_believed')]];
  return [canvas(width, y + 24, say('heard_text'), ...parts), legend(...signs)];
}

// For each lever: its least and its most favourable value, the other levers staying where they are.
function mattering(setting) {
  return LEVERS.map((lever) => {
    const tried = (lever.choices ? lever.choices.map((choice) => choice.id) : lever.levels).map((value) => [value, chance({ ...setting, [lever.id]: value })]);
    const ends = lever.choices ? [...tried].sort((a, b) => a[1] - b[1]) : tried;
    return { lever, low: ends[0], high: ends[ends.length - 1], span: Math.abs(ends[ends.length - 1][1] - ends[0][1]) };
  }).sort((a, b) => b.span - a.span);
}

function mattersPicture(width, now, pinned, setting) {
  return mattering(setting).map(({ lever, low, high, span }) => {
    const at = (p) => 10 + p * (width - 24), parts = Array.from({ length: TEN + 1 }, (_, n) => line(at(n / TEN), 6, at(n / TEN), 14, { stroke: LINE }));
    parts.push(line(at(0), 10, at(1), 10, { stroke: LINE }), line(at(low[1]), 10, at(high[1]), 10, { stroke: BLUE, 'stroke-width': 5 }));
    parts.push(mark('circle', { cx: at(low[1]), cy: 10, r: 6.5, fill: '#FFFFFF', stroke: VERMILION, 'stroke-width': 2.2 }));
    parts.push(mark('circle', { cx: at(high[1]), cy: 10, r: 6.5, fill: BLUE, stroke: INK }));
    const said = { low: valueOf(lever, low[0]), high: valueOf(lever, high[0]), a: inTenShort(low[1]), b: inTenShort(high[1]) };
    const sentence = capital(say(span < 0.0005 ? 'matters_flat' : 'matters_row', said));
    return html('div', { class: 'matter' }, html('p', {}, lever.label[language]), canvas(width, 20, sentence, ...parts), html('p', {}, sentence));
  });
}

function worksPicture(width, now, pinned, setting) {
  const [across, down] = [LEVERS.find((lever) => lever.id === 'listening'), LEVERS.find((lever) => lever.id === 'mix')];
  const head = html('tr', {}, html('td', {}), ...across.choices.map((choice) => html('th', { scope: 'col' }, choice.label[language])));
  const rows = down.choices.map((mix) => html('tr', {}, html('th', { scope: 'row' }, mix.label[language]), ...across.choices.map((choice) => {
    const there = { ...setting, mix: mix.id, listening: choice.id }, p = chance(there), [fill, ink] = shadeOf(p, 1);
    const here = setting.mix === mix.id && setting.listening === choice.id;
    const button = html('button', { type: 'button', 'data-mix': mix.id, 'data-listening': choice.id, 'aria-pressed': String(here) }, inTenShort(p));
    const cell = html('td', { class: here ? 'here' : '' }, button);
    Object.assign(button.style, { background: fill, color: ink });
    return cell;
  })));
  return [html('div', { class: 'scroll' }, html('table', { class: 'works' }, html('thead', {}, head), html('tbody', {}, ...rows)))];
}
