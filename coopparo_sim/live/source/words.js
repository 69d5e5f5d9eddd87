// Words and numbers as people write them, in the language chosen.
const DATA = JSON.parse(document.getElementById('data').textContent);
const TEN = 10, TWENTY = 20, HUNDRED = 100;
const LOCALES = { it: 'it-IT', en: 'en-GB' };
let language = document.documentElement.lang;

function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

function say(name, values = {}) {
  return fill(DATA.words[language][`live.page.${name}`], values);
}

function notForecast() {
  return say('not_forecast', { town: DATA.town[language], behaviour: DATA.behaviour[language].long });
}

function sayFigure(name, values = {}) {
  return fill(DATA.words[language][`figures.${name}`], values);
}

// One rounding rule: half up, after what stands beyond the fourth decimal, which only storing puts there, is dropped.
function rounded(value, decimals = 0) {
  const step = 10 ** decimals, clean = Math.round(value * 1e4) / 1e4;
  return Math.sign(clean) * Math.floor(Math.abs(clean) * step + 0.5 + 1e-9) / step;
}

const formats = new Map();
function number(value, decimals = 0) {
  const key = language + decimals;
  if (!formats.has(key)) {
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    formats.set(key, new Intl.NumberFormat(LOCALES[language], { useGrouping: 'always', ...digits }));
  }
  return formats.get(key).format(rounded(value, decimals));
}

// For sentences: whole numbers, and hundreds from a thousand on.
function readable(value) {
  const step = Math.abs(value) >= 1000 ? 100 : 1;
  return number(rounded(value / step) * step);
}

function euros(value) {
  return say('euro', { n: readable(value) });
}

function countInTen(p) {
  return rounded(Math.min(Math.max(p, 0), 1) * TEN);
}

function caseOf(p, count) {
  const chance = rounded(p, 4);
  if (chance === 0) return 'none';
  if (count === 0) return 'under_one';
  if (count === TEN && chance < 1) return 'over_nine';
  return count === 1 ? 'one' : 'some';
}

function inTen(p) {
  const count = countInTen(p);
  return sayFigure(`in_ten.${caseOf(p, count)}`, { count });
}

function inTenShort(p) {
  const count = countInTen(p);
  return sayFigure(`in_ten_short.${caseOf(p, count)}`, { count });
}

function valueOf(lever, value) {
  if (lever.choices) return lever.choices.find((choice) => choice.id === value).label[language];
  return lever.unit === 'EUR' ? say('euro', { n: number(value) }) : say('months', { n: number(value) });
}

function capital(words) {
  return words.charAt(0).toLocaleUpperCase(LOCALES[language]) + words.slice(1);
}
