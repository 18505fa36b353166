// A chat widget for the demonstration. It is in the page alone: nothing is sent, and no one answers.

const chat = (() => {
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const log = make('ol', { role: 'log', ariaLabel: 'Messages' });
  const input = make('input', { ariaLabel: 'Your message', placeholder: 'Write to us', required: true, autocomplete: 'off' });
  const form = make('form', {}, input, make('button', {}, 'Send'));
  const end = make('button', { type: 'button' }, 'End chat');
  const panel = make('section', { className: 'chat', hidden: true, ariaLabel: 'Chat' }, make('header', {}, make('b', {}, 'Fernweh'), end), log, form);
  const launcher = make('button', { type: 'button', className: 'launcher' }, 'Chat');
  document.body.append(launcher, panel);

  /** What is called when a conversation begins (`true`) or ends (`false`). */
  let changed = () => {};
  let isRunning = false;
  const run = runs => {
    if (runs !== isRunning) {
      isRunning = runs;
      changed(runs);
    }
  };
  const say = (who, text) => log.append(make('li', { className: who }, text));
  const open = () => {
    panel.hidden = false;
    launcher.hidden = true;
    input.focus();
  };

  launcher.addEventListener('click', open);
  end.addEventListener('click', () => {
    run(false);
    log.replaceChildren();
    panel.hidden = true;
    launcher.hidden = false;
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    run(true);
    say('visitor', input.value);
    say('note', 'This is a demonstration: no one answers.');
    form.reset();
  });

  return {
    open,
    say,
    run,
    listen: call => (changed = call),
  };
})();
