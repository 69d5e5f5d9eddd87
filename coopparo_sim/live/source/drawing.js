// Small tools for drawing: elements without markup in strings, axes of round numbers, lines of words.
const SVG = 'http://www.w3.org/2000/svg';
const BLUE = '#0072B2', VERMILION = '#A84300', GREY = '#767676', INK = '#222222', LINE = '#DDDDDD', PALE = '#8DBFE0', PALER = '#D3E6F3';

function put(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function html(tag, attributes = {}, ...children) {
  return put(document.createElement(tag), attributes, children);
}

function mark(tag, attributes = {}, ...children) {
  return put(document.createElementNS(SVG, tag), attributes, children);
}

function words(x, y, content, size = 13, anchor = 'start', more = {}) {
  return mark('text', { x, y, 'font-size': size, 'text-anchor': anchor, fill: INK, ...more }, content);
}

function line(x1, y1, x2, y2, more = {}) {
  return mark('line', { x1, y1, x2, y2, stroke: INK, ...more });
}

function path(points, more = {}) {
  return mark('path', { d: 'M' + points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L'), fill: 'none', ...more });
}

function canvas(width, height, title, ...children) {
  const box = { viewBox: `0 0 ${width.toFixed(1)} ${height.toFixed(1)}`, role: 'img', 'aria-label': title };
  return mark('svg', box, ...children);
}

// Round numbers from 0 to at least `most`.
function ticks(most, wanted = 4) {
  const rough = Math.max(most, 1) / wanted, size = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max([1, 2, 2.5, 5, 10].map((k) => k * size).find((s) => s >= rough - 1e-9), 1);
  const whole = Math.ceil(step - 1e-9) === step ? step : Math.ceil(step);
  return Array.from({ length: Math.ceil(Math.max(most, 1) / whole - 1e-9) + 1 }, (_, n) => n * whole);
}

const pen = document.createElement('canvas').getContext('2d');
function widthOf(content, size, bold = false) {
  pen.font = `${bold ? 'bold ' : ''}${size}px "DejaVu Sans", Verdana, Arial, sans-serif`;
  return pen.measureText(content).width;
}

function wrapped(content, size, width) {
  const lines = [];
  for (const word of content.split(' ')) {
    const joined = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && widthOf(joined, size) <= width) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}

function house(x, y, size, kind) {
  const roof = size * 0.45, d = `M${x},${y + size}V${y + roof}L${x + size / 2},${y}L${x + size},${y + roof}V${y + size}Z`;
  const looks = {
    full: { fill: BLUE, stroke: INK, 'stroke-width': 1.5 },
    some: { fill: 'url(#dots)', stroke: BLUE, 'stroke-width': 1.8 },
    none: { fill: '#FFFFFF', stroke: GREY, 'stroke-width': 1.8, 'stroke-dasharray': '4 3' },
  };
  return mark('path', { d, class: `house ${kind}`, ...looks[kind] });
}

function dotted() {
  const pattern = mark('pattern', { id: 'dots', width: 6, height: 6, patternUnits: 'userSpaceOnUse' });
  pattern.append(mark('rect', { width: 6, height: 6, fill: '#FFFFFF' }), mark('circle', { cx: 3, cy: 3, r: 1.5, fill: BLUE }));
  return mark('defs', {}, pattern);
}

function legend(...entries) {
  return html('ul', { class: 'legend' }, ...entries.map(([sign, label]) => html('li', {},
    mark('svg', { viewBox: '0 0 36 20', 'aria-hidden': 'true' }, sign), label)));
}
