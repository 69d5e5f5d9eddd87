// Choices in the address, and choices as a scenario file.
function startSetting() {
  return Object.fromEntries(LEVERS.map((lever) => [lever.id, lever.start]));
}

// Only what the levers allow is read from an address; anything else is as if it were not there.
function allowed(lever, written) {
  if (lever.choices) return lever.choices.some((choice) => choice.id === written) ? written : lever.start;
  const value = Number(written), levels = lever.levels;
  if (written === null || written === undefined || written === '' || !Number.isFinite(value)) return lever.start;
  return Math.min(Math.max(value, levels[0]), levels[levels.length - 1]);
}

function settingFrom(pairs) {
  return Object.fromEntries(LEVERS.map((lever) => [lever.id, allowed(lever, pairs.get(lever.id))]));
}

function hashOf(state) {
  const pairs = new URLSearchParams();
  LEVERS.forEach((lever) => pairs.set(lever.id, state.setting[lever.id]));
  if (state.pinned) pairs.set('pin', LEVERS.map((lever) => `${lever.id}:${state.pinned[lever.id]}`).join('~'));
  pairs.set('lang', language);
  return `#${pairs}`;
}

function readHash(hash) {
  const pairs = new URLSearchParams(hash.replace(/^#/, '')), found = { setting: settingFrom(pairs), pinned: null, language: null };
  if (pairs.has('pin')) {
    found.pinned = settingFrom(new Map(pairs.get('pin').split('~').map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)])));
  }
  if (pairs.get('lang') in LOCALES) found.language = pairs.get('lang');
  return found;
}

function tomlText(content) {
  return JSON.stringify(content).replace(/\u007f/g, '\\u007f');
}

function lineOf(lever, key, setting) {
  if (!lever.choices) return `${key.slice(key.lastIndexOf('.') + 1)} = ${setting[lever.id]}\n`;
  return lever.choices.find((choice) => choice.id === setting[lever.id]).lines[key] || '';
}

function scenarioFile(setting, name) {
  const comment = [say('file_comment', { file: name }), notForecast()].map((part) => `# ${part.replace(/[\u0000-\u001f\u007f]/g, ' ')}\n`);
  const body = DATA.pieces.map((piece) => {
    if (typeof piece === 'string') return piece;
    if ('title' in piece) return `title = ${tomlText(say('file_title', { title: DATA.title || DATA.town[language] }))}\n`;
    return lineOf(LEVERS.find((lever) => lever.id === piece.lever), piece.key, setting);
  });
  return [...comment, '\n', ...body].join('');
}

function offerFile(setting) {
  const name = `${say('download_name')}.toml`, blob = new Blob([scenarioFile(setting, name)], { type: 'application/toml' });
  const link = html('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
