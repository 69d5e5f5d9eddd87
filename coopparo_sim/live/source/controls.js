// The levers on the page.
const WIDGETS = new Map();

function choiceWidget(lever, onChange) {
  const legendNode = html('legend'), labels = [];
  const options = lever.choices.map((choice) => {
    const input = html('input', { type: 'radio', name: lever.id, value: choice.id }), label = html('span');
    input.addEventListener('change', () => onChange(lever.id, choice.id, true));
    labels.push([label, choice]);
    return html('label', { class: 'option' }, input, label);
  });
  const node = html('fieldset', {}, legendNode, html('div', {}, ...options));
  const speak = () => {
    legendNode.textContent = lever.label[language];
    labels.forEach(([label, choice]) => { label.textContent = choice.label[language]; });
  };
  const show = (value) => options.forEach((option) => { option.firstChild.checked = option.firstChild.value === value; });
  return { node, speak, show };
}

function numberWidget(lever, onChange) {
  const id = `lever-${lever.id}`, name = html('label', { for: id, class: 'lever-name' }), said = html('output', { for: id });
  const [low, high] = [lever.levels[0], lever.levels[lever.levels.length - 1]], startMark = html('p', { class: 'start-mark' });
  const slider = html('input', { type: 'range', id, name: lever.id, min: low, max: high, step: lever.step });
  slider.addEventListener('input', () => onChange(lever.id, Number(slider.value), false));
  slider.addEventListener('change', () => onChange(lever.id, Number(slider.value), true));
  const show = (value) => {
    slider.value = value;
    said.textContent = valueOf(lever, value);
    slider.setAttribute('aria-valuetext', said.textContent);
  };
  const speak = () => {
    name.textContent = lever.label[language];
    startMark.textContent = say('start_mark', { value: valueOf(lever, lever.start) });
  };
  return { node: html('fieldset', {}, html('div', { class: 'lever-head' }, name, said), slider, startMark), speak, show };
}

function buildControls(onChange) {
  const form = document.getElementById('controls');
  form.addEventListener('submit', (event) => event.preventDefault());
  LEVERS.forEach((lever) => {
    const widget = lever.choices ? choiceWidget(lever, onChange) : numberWidget(lever, onChange);
    WIDGETS.set(lever.id, widget);
    form.append(widget.node);
  });
}
