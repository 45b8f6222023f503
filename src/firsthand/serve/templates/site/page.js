// Takes over what is asked for in place: the main part alone is changed, focus stays. Everything works without.
'use strict';
(() => {
  const SLOW = 400; // milliseconds after which it is said that something is being read
  const live = document.getElementById('live');
  let turn = 0;

  async function swap(address, { push = true, focus = '' } = {}) {
    const mine = ++turn;
    const main = document.querySelector('main');
    const waiting = setTimeout(() => {
      main.setAttribute('aria-busy', 'true');
      live.textContent = live.dataset.reading;
    }, SLOW);
    try {
      const answer = await fetch(address, { headers: { accept: 'text/html' } });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (mine !== turn) return;
      const fresh = page.querySelector('main');
      main.replaceWith(fresh);
      document.title = page.title;
      if (push) {
        history.replaceState({ swapped: true }, '');
        history.pushState({ swapped: true }, '', answer.url);
      }
      if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
      live.textContent = fresh.querySelector('[role=status], .found, .lead, h1').textContent;
    } catch {
      location.assign(address);
    } finally {
      clearTimeout(waiting);
    }
  }

  function submit(form, focus) {
    const asked = new URL(form.action);
    asked.search = new URLSearchParams(new FormData(form));
    swap(asked, { focus });
  }

  document.documentElement.classList.add('scripted');
  document.addEventListener('submit', event => {
    if (!event.target.matches('form[data-swap]')) return;
    event.preventDefault();
    submit(event.target, document.activeElement.id);
  });
  document.addEventListener('change', event => {
    const form = event.target.closest('form[data-swap]');
    if (form && event.target.matches('select, input[type=range]')) submit(form, event.target.id);
  });
  addEventListener('popstate', event => {
    if (event.state?.swapped) swap(location.href, { push: false });
  });
})();
