// A single-page application: a click changes the address and the title with the History API.

const ROOMS = {
  dark: { title: 'A rather dark room', image: 'images/sansevieria.svg', advice: 'A sansevieria stores water for weeks and needs little light.' },
  bright: { title: 'A bright room', image: 'images/cactus.svg', advice: 'A cactus likes the sun on the window sill, and hardly any water.' },
};

const advice = document.getElementById('advice');
const links = [...document.querySelectorAll('.rooms a')];

function draw() {
  const name = new URLSearchParams(location.search).get('room');
  const room = Object.hasOwn(ROOMS, name) ? ROOMS[name] : null;
  document.title = `${room ? room.title : 'Planner'} · Fernweh`;
  advice.replaceChildren();
  if (room) {
    const image = Object.assign(document.createElement('img'), { src: room.image, alt: '', width: 96, height: 96 });
    const text = document.createElement('p');
    text.textContent = room.advice;
    advice.append(image, text);
  }
  for (const link of links) {
    link.ariaCurrent = link.search === location.search ? 'page' : null;
  }
}

for (const link of links) {
  link.addEventListener('click', event => {
    event.preventDefault();
    history.pushState(null, '', link.href);
    draw();
  });
}
addEventListener('popstate', draw);
draw();
