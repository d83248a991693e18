import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText } from '../../src/sync/plain-text.ts';
import { assertLinear } from '../support/linear-time.ts';

const picture = `data:image/png;base64,${'iVBORw0KGgo'.repeat(2_000)}==`;

for (const [html, text] of [
  ['Plain  text', 'Plain text'],
  ['<p class="x">Plants &amp; <b>leaves</b></p><p>Roots</p>', 'Plants & leaves Roots'],
  ['a < b and c > d', 'a < b and c > d'],
  ['1 <2 and <b>3</b> > 2', '1 <2 and 3 > 2'],
  [
    'H<sub>2</sub>O, <b>b</b>old<wbr>er, line<br>break, <a href="/1">one</a><a>two</a>',
    'H2O, bolder, line break, one two',
  ],
  ['<ul><li>One</li><li>Two<ol><li>Deep</ol></ul>', 'One Two Deep'],
  [
    '<table><tr><th>Week</th><td>Topic</td></tr><tr><td>1</td><td>Cells</td></tr></table>',
    'Week Topic 1 Cells',
  ],
  ['<img alt="a > b" src=\'x>y\'>Text <a title="1 < 2">link</a>', 'Text link'],
  ['<p title="never closed>Text</p> <b>more</b>', 'Text more'],
  ['caf&eacute; &Uuml;ber &#8211; &#x41; &hellip; &unknown;', 'café Über – A … &unknown;'],
  ['&#146;s &#150; &alpha;&Omega; &frac12; &rarr; H&sup2; soft&shy;hyphen', '’s – αΩ ½ → H² softhyphen'],
  ['&#xD800;&#0;', '&#xD800;&#0;'],
  ['&lt;b&gt; stays text', '<b> stays text'],
  ['x<script>alert("<b>")</script >y<style>p{}</style>z<!-- <p> -->!', 'x y z !'],
  ['x<script>never closed <p>y</p>', 'x'],
  ['x<!-- never closed <p>y</p>', 'x'],
  ['x<svg viewBox="0 0 1 1"><text>a</text></svg>y<iframe src="//v">no frames</iframe>z<svg/>!', 'x y z !'],
  ['x<video>never closed y', 'x never closed y'],
  ['<!DOCTYPE html><?xml:namespace prefix = o /><![if !supportLists]>•<![endif]> <o:p>Word</o:p>', '• Word'],
  ['<!--[if gte mso 9]><xml><w:x>1</w:x></xml><![endif]-->Text', 'Text'],
  [`<p><img src="${picture}">Seen</p> ${picture} too`, 'Seen too'],
  ['<img src="@@PLUGINFILE@@/a.png"> See @@PLUGINFILE@@/b%20c.pdf now', 'See now'],
  [
    '<a href="x">https://m.example/pluginfile.php/12/course/summary/a.pdf</a> https://ok.example/a',
    'https://ok.example/a',
  ],
  ['https://c.example/courses/1/files/2/preview?verifier=s3cret $IMS-CC-FILEBASE$/x.png a', 'a'],
  ['zero\u200bwidth\u0000\u0007 no\u00a0break\ufeff', 'zerowidth no break'],
] as const)
  test(JSON.stringify(html).slice(0, 120), () => assert.equal(plainText(html), text));

for (const [html, text] of [
  [
    '<span lang="en" class="multilang">Biology</span><span lang="de" class="multilang">Biologie</span>',
    'Biology',
  ],
  [
    '<p><span class="multilang" lang="de">Die <span>Zelle</span></span> <span class="multilang" lang="en">Cells</span></p>: <span class=multilang lang=en>Two</span><span class=multilang lang=de>Zwei</span>',
    'Die Zelle : Zwei',
  ],
  ['<span lang="en" class="multilang">One alone</span> is shown', 'One alone is shown'],
  [
    '<span lang="en" class="multilang">Never closed <span lang="de" class="multilang">Offen',
    'Never closed Offen',
  ],
  [
    '{mlang en}Biology{mlang}{mlang de}Biologie{mlang} 101 {mlang de}heute{mlang}{mlang en}today{mlang}',
    'Biology 101 today',
  ],
  ['{mlang other}Chem{mlang}{mlang de,de_du}Chemie{mlang}', 'Chemie'],
  ['{mlang other}Chem{mlang} a', 'Chem a'],
  ['{mlang en}Never closed', '{mlang en}Never closed'],
] as const)
  test(`of several languages one: ${JSON.stringify(html).slice(0, 100)}`, () =>
    assert.equal(plainText(html), text));

const span = '<span lang="en" class="multilang">';
for (const piece of [
  ...[
    '<script',
    '<!--',
    '<a',
    '</script',
    '&a',
    '<script>',
    '<svg>',
    '<?',
    '<!a',
    '<a b="',
    '<a b=\'"',
    '<a b=">" ',
  ],
  ...[
    span,
    `${span}a</span>`,
    '<span',
    '</span>',
    '{mlang',
    '{mlang en}',
    '{mlang en}{mlang}',
    'http://',
    'data:a/',
  ],
  ...['data:image/png;base64,', '@@PLUGINFILE@@', '= ', '<p =', ' ', 'a', '<b>x</b>'],
])
  test(`a megabyte of ${JSON.stringify(piece)} takes no longer, for its length, than a tenth of it`, () =>
    assertLinear((length) => plainText(`<p>${piece.repeat(length / piece.length)}>`), 1_000_000));
