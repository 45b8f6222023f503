// What tests/browser/check.py runs: prints a JSON list of findings.
const here = require('module').createRequire(`${process.cwd()}/`);
const { chromium } = here('playwright-core');
const axe = here('axe-core');
const [address, folder, executablePath] = process.argv.slice(2);
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

async function look(browser, width, colorScheme, findings) {
  // axe itself is a script, which the page's own policy forbids
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
  const page = await context.newPage();
  page.setDefaultTimeout(120000); // a long page on a busy machine
  const say = text => findings.push(`${width} px, ${colorScheme}: ${text}`);
  page.on('request', request => address.startsWith('http') && new URL(request.url()).origin === new URL(address).origin || request.url() === address || say(`loads ${request.url()}`));
  page.on('console', message => say(message.text()));
  await page.goto(address);
  await page.screenshot({ path: `${folder}/${width}-${colorScheme}.png`, fullPage: true });
  // the head of the page, as the README shows it
  if (width === 1280) await page.screenshot({ path: `${folder}/top-${colorScheme}.png`, fullPage: true, clip: { x: 0, y: 0, width, height: 1250 } });
  await page.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true; }));
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) say(`scrolls sideways by ${over} px`);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  for (const rule of violations) say(`${rule.impact}: ${rule.id}, ${rule.nodes.length} times: ${rule.nodes[0].html}`);
  await context.close();
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: flags });
  const findings = [];
  for (const width of [1280, 768, 390, 320]) {
    for (const scheme of ['light', 'dark']) await look(browser, width, scheme, findings);
  }
  const page = await browser.newPage();
  page.on('console', message => findings.push(`with its policy: ${message.text()}`));
  await page.goto(address);
  await page.pdf({ path: `${folder}/page.pdf`, format: 'A4', preferCSSPageSize: true });
  await browser.close();
  console.log(JSON.stringify(findings));
})();
