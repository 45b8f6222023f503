// The ways a reader goes, for tests/browser/site.py: prints a JSON list of what went wrong.
const here = require('module').createRequire(`${process.cwd()}/`);
const { chromium } = here('playwright-core');
const [base, folder, executablePath] = process.argv.slice(2);
const findings = [];

async function step(page, name, act) {
  try {
    await act();
    await page.screenshot({ path: `${folder}/flow-${name}.png` });
  } catch (error) {
    findings.push(`${name}: ${String(error).split('\n')[0]}`);
  }
}

function expect(held, words) {
  if (!held) throw new Error(words);
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled });
    const page = await context.newPage();
    page.setDefaultTimeout(90000);
    // the empty field of the first page is answered with 400
    page.on('console', message => /400 \(Bad Request\)|429 \(Too Many Requests\)/.test(message.text()) || findings.push(message.text()));
    const mode = javaScriptEnabled ? 'with-script' : 'without-script';
    const text = () => page.locator('main').innerText();
    if (javaScriptEnabled) {
      await step(page, `${mode}-start`, async () => {
        await page.goto(`${base}/`);
        expect(page.url().endsWith('/start'), 'an empty library does not lead to its first page');
        await page.getByRole('button', { name: 'Read it' }).click();
        expect((await text()).includes('Nothing was given'), 'no error for an empty field');
        await page.getByRole('button', { name: 'Read the sample' }).click();
        expect((await text()).includes('independent origin'), 'the sample gave no story');
      });
    }
    await step(page, `${mode}-story`, async () => {
      await page.goto(`${base}/`);
      await page.locator('main li a').filter({ hasText: 'Ferry hits pier' }).first().click();
      expect((await text()).includes('What is not known yet'), 'no story page');
      await page.locator('details summary').first().click();
    });
    await step(page, `${mode}-past`, async () => {
      await page.getByRole('link', { name: /^Earlier/ }).click();
      expect((await text()).startsWith('As it stood at'), 'the page does not say that it is the past');
      await page.getByRole('link', { name: 'Back to now' }).click();
      expect(!(await text()).startsWith('As it stood at'), 'no way back to now');
      await page.locator('#at').focus();
      await page.keyboard.press('Home');
      if (javaScriptEnabled) {
        await page.waitForURL(/as-of=/);
        expect(await page.evaluate(() => document.activeElement.id === 'at'), 'the slider lost the focus');
        expect((await page.locator('#live').textContent()).startsWith('As it stood at'), 'what was swapped is not said');
        await page.goBack();
        await page.waitForFunction(() => !document.querySelector('main').innerText.startsWith('As it stood at'));
        await page.goForward();
        await page.waitForFunction(() => document.querySelector('main').innerText.startsWith('As it stood at'));
      } else {
        await page.getByRole('button', { name: 'Show' }).click();
      }
      expect(page.url().includes('as-of='), 'the slider leads nowhere');
      await page.getByRole('link', { name: 'Back to now' }).click();
    });
    if (javaScriptEnabled) {
      await step(page, `${mode}-live`, async () => {
        const watched = await context.newPage();
        await watched.clock.install();
        await watched.goto(page.url());
        const news = watched.locator('#news');
        // what it asks of the page is no visit
        const asking = watched.waitForResponse(answer => 'firsthand-visit' in answer.request().headers());
        await watched.clock.runFor(61000);
        await (await asking).finished();
        await watched.evaluate(() => document.title);
        expect(await news.isHidden(), 'a page that is as it was is said to have changed');
        const other = await context.newPage();
        await other.goto(page.url());
        await other.getByRole('link', { name: 'Not a copy?' }).first().click();
        await other.getByRole('button', { name: 'Correct it' }).click();
        await other.waitForLoadState();
        await watched.clock.runFor(61000);
        await news.waitFor();
        await news.locator('button').click();
        await news.waitFor({ state: 'hidden' });
        await Promise.all([other.close(), watched.close()]);
      });
    }
    await step(page, `${mode}-claim`, async () => {
      await page.getByRole('link', { name: 'All claims with their words' }).click();
      expect((await page.locator('.told').count()) > 0, 'no words of claims');
      await page.locator('.told a.sig').first().click();
      expect(page.url().includes('/articles/'), 'a mark does not lead to its report');
      expect((await page.locator(':target').count()) === 1, 'the place is not marked');
      await page.locator('.mar a').first().click();
      expect((await text()).includes('Who says so'), 'the margin does not lead to the claim');
      expect((await page.locator('.br.first').count()) === (await page.locator('.br.last').count()), 'a bracket does not end');
      const pack = await page.getByRole('link', { name: 'Evidence pack' }).getAttribute('href');
      expect((await page.request.get(base + pack)).ok(), 'no evidence pack of the claim');
    });
    await step(page, `${mode}-search`, async () => {
      await page.getByRole('searchbox').fill('pier');
      await page.keyboard.press('Enter');
      await page.waitForURL(/search/);
      expect((await page.locator('.list li').count()) > 0, 'nothing found');
      await page.getByRole('link', { name: 'Claims', exact: true }).click();
      expect((await page.locator('.list li').count()) > 0, 'no claims found');
    });
    await step(page, `${mode}-table`, async () => {
      const told = await page.request.get(`${base}/search.csv?in=claims&q=pier`);
      expect((await told.text()).includes('pier'), 'no table of what was found');
    });
    await step(page, `${mode}-correct`, async () => {
      await page.goto(`${base}/`);
      await page.locator('main li a').filter({ hasText: 'Ferry hits pier' }).first().click();
      await page.getByRole('link', { name: 'join with another story' }).click();
      await page.locator('input[type=radio]').first().check();
      await page.getByLabel('Your name').fill('Ada Holm');
      await page.getByRole('button', { name: 'Correct it' }).click();
      expect((await text()).includes('corrected by Ada Holm'), 'the correction does not show');
      await page.locator('.corrected a').first().click();
      await page.getByRole('button', { name: /^Undo/ }).first().click();
      expect((await text()).includes('Undone by Ada Holm'), 'the correction was not undone');
    });
    await step(page, `${mode}-watch`, async () => {
      await page.goto(`${base}/`);
      await page.locator('main li a').filter({ hasText: 'Ferry hits pier' }).first().click();
      await page.getByRole('link', { name: 'Watch this story' }).click();
      expect(/this would have sent \d+ alerts/.test(await text()), 'a watch does not say what it would have sent');
      await page.getByLabel('Tell me of').selectOption('differences between reports');
      await page.getByRole('button', { name: 'Show what it would send' }).click();
      expect((await text()).includes('Reports differ'), 'no example of a difference');
      await page.getByRole('button', { name: 'Watch this' }).click();
      expect((await text()).includes('Nothing new.'), 'what was so before is told');
      await page.getByRole('link', { name: /alerts? in the last 30 days/ }).first().click();
      expect((await page.locator('.list li').count()) > 0, 'the last 30 days are empty');
      await page.getByRole('button', { name: /^Remove/ }).click();
      expect((await text()).includes('Nothing is watched yet'), 'the watch was not removed');
    });
    await step(page, `${mode}-measured`, async () => {
      await page.getByRole('link', { name: 'How often this is right' }).click();
      expect((await text()).includes('not read'), 'it is not said which languages are not read');
    });
    await step(page, `${mode}-owners`, async () => {
      await page.getByRole('link', { name: 'Owners’ requests' }).click();
      await page.getByLabel('Your site').fill('herald.example');
      await page.getByLabel('Addresses of the pages').fill('https://other.example/a');
      await page.getByLabel('Your name').fill('Ida Brolin');
      await page.getByRole('button', { name: 'Go on to the file' }).click();
      await page.getByRole('alert').getByRole('link').click();
      expect(await page.evaluate(() => document.activeElement.id === 'pages'), 'the error does not lead to its field');
      await page.getByLabel('Addresses of the pages').fill(`/${mode}`);
      await page.getByRole('button', { name: 'Go on to the file' }).click();
      expect((await text()).includes('/.well-known/firsthand-takedown.txt'), 'no place for the proof');
      await page.getByRole('button', { name: 'Look for the file now' }).click();
      expect((await page.getByRole('alert').innerText()).length > 0, 'it is not said what was found');
      await page.getByLabel('Who made sure').fill('Per Quill');
      await page.getByLabel('How', { exact: true }).fill('rang the number of the imprint');
      await page.getByRole('button', { name: 'Delete what is asked for' }).click();
      expect((await text()).includes('0 articles deleted'), 'what was vouched for is not carried out');
    });
    await step(page, `${mode}-ask`, async () => {
      await page.getByRole('link', { name: 'Ask' }).click();
      await page.locator('textarea').fill('The ferry hit the east pier at 6:40 a.m.');
      await page.getByRole('button', { name: 'Ask' }).click();
      expect((await page.locator('.claims li').count()) > 0, 'no claim comes near');
    });
    await step(page, `${mode}-sources`, async () => {
      await page.getByRole('link', { name: 'Sources' }).click();
      await page.locator('#address').fill('https://herald.example/feed');
      await page.getByRole('button', { name: 'Add' }).click();
      expect((await text()).includes('herald.example/feed'), 'the source was not added');
      await page.getByRole('button', { name: /^Remove/ }).click();
      expect(!(await text()).includes('herald.example/feed'), 'the source was not removed');
    });
    await step(page, `${mode}-colours`, async () => {
      await page.getByRole('button', { name: 'dark', exact: true }).click();
      await page.waitForLoadState();
      await page.waitForSelector('html[data-theme=dark] body');
      const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      expect(paper === 'rgb(21, 23, 26)', `dark is ${paper}`);
      await page.getByRole('button', { name: 'as the system' }).click();
    });
    await context.close();
  }
  await browser.close();
  console.log(JSON.stringify(findings));
})();
