// Takes over what is asked for in place: the main part alone is changed, focus stays. Everything works without.
'use strict';
(() => {
  const SLOW = 400; // milliseconds after which it is said that something is being read
  const EVERY = 60_000; // milliseconds after which a page that is looked at may be another
  const live = document.getElementById('live');
  const news = document.getElementById('news');
  let turn = 0;
  let shown = document.querySelector('main').innerHTML;

  async function read(address, headers = {}) {
    const answer = await fetch(address, { headers: { accept: 'text/html', ...headers } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    return { answer, page, fresh: page.querySelector('main') };
  }

  async function swap(address, { push = true, focus = '' } = {}) {
    const mine = ++turn;
    const main = document.querySelector('main');
    const waiting = setTimeout(() => {
      main.setAttribute('aria-busy', 'true');
      live.textContent = live.dataset.reading;
    }, SLOW);
    try {
      const { answer, page, fresh } = await read(address);
      if (mine !== turn) return;
      fresh.tabIndex = -1;
      main.replaceWith(fresh);
      shown = fresh.innerHTML;
      news.hidden = true;
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

  // A page that is read is not changed under the reader's eyes: it is said that there is a new one.
  // It asks for itself as of the visit that it is of: that another has begun is no change, and to ask is no visit.
  async function look() {
    const main = document.querySelector('main[data-live]');
    if (document.hidden || !news.hidden || !main) return;
    const mine = turn;
    const visit = { 'firsthand-visit': main.dataset.live };
    const { answer, fresh } = await read(location.href, visit).catch(() => ({}));
    if (answer?.ok && mine === turn && fresh.innerHTML !== shown) news.hidden = false;
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
  setInterval(look, EVERY);
  news.querySelector('button').addEventListener('click', () => {
    // what was pressed is gone then: those who use no mouse go on from the top of what is new
    swap(location.href, { push: false, focus: 'evidence' });
  });
  addEventListener('popstate', event => {
    if (event.state?.swapped) swap(location.href, { push: false });
  });
})();
