// Starts the runtime with the bundle of the shop, and asks for consent.

/** The visitor's answer is stored to remember it: that needs no consent. */
const consent = {
  get: () => localStorage.getItem('consent'),
  set(answer) {
    localStorage.setItem('consent', answer);
    document.querySelector('.consent')?.remove();
  },
};

/** What the bot of the demonstration says. */
const ANSWERS = { dark_rooms: 'Sansevieria, zamioculcas and ivy do well two metres from a window.' };

/** The chat of this page takes over after a message. */
const adapter = proactive.generic({
  handOver({ text, tags, contact, botAnswer }) {
    chat.open();
    chat.run(true);
    chat.say('shop', text);
    if (contact.name || contact.email) {
      chat.say('visitor', [contact.name, contact.email].filter(Boolean).join(', '));
    }
    if (botAnswer) {
      chat.say('shop', `${botAnswer.name}: ${ANSWERS[botAnswer.answer]}`);
    }
    if (tags.length > 0) {
      chat.say('note', `Tags: ${tags.join(', ')}`);
    }
  },
  listen({ conversation }) {
    chat.listen(conversation);
  },
});

async function greet() {
  const load = async name => (await fetch(`proactive/${name}`)).json();
  const { channels } = await load('manifest.json');
  const widget = proactive.start({
    config: await load(channels.shop.file),
    channel: 'shop',
    adapter,
    consent: () => consent.get() === 'yes',
    from: 'Fernweh',
    on: event => console.info(`${event.type} ${event.message}`),
  });
  document.getElementById('forget').addEventListener('click', () => {
    widget.reset();
    localStorage.removeItem('consent');
    ask();
  });
}

function ask() {
  if (consent.get() !== null || document.querySelector('.consent')) {
    return;
  }
  const banner = document.createElement('section');
  banner.className = 'consent';
  banner.ariaLabel = 'Consent';
  const text = document.createElement('p');
  text.textContent = 'May this page remember which messages you have seen? It stays on your device.';
  const button = (label, answer) => {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = answer;
    element.textContent = label;
    element.addEventListener('click', () => consent.set(answer));
    return element;
  };
  banner.append(text, button('Yes', 'yes'), button('No', 'no'));
  document.body.append(banner);
}

ask();
greet();
