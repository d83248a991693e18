import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText } from '../../src/sync/plain-text.ts';

for (const [html, text] of [
  ['Plain  text', 'Plain text'],
  ['<p class="x">Plants &amp; <b>leaves</b></p><p>Roots</p>', 'Plants & leaves Roots'],
  ['a < b and c > d', 'a < b and c > d'],
  ['caf&eacute; &Uuml;ber &#8211; &#x41; &hellip; &unknown;', 'café Über – A … &unknown;'],
  ['&#xD800;&#0;', '&#xD800;&#0;'],
  ['x<script>alert("<b>")</script >y<style>p{}</style>z<!-- <p> -->!', 'x y z !'],
  ['x<!-- never closed <p>y</p>', 'x'],
] as const)
  test(JSON.stringify(html), () => assert.equal(plainText(html), text));

test('a megabyte that looks like the beginning of tags is no trap', () => {
  for (const piece of ['<script', '<!--', '<a', '</script', '&a', '<script>'])
    plainText(piece.repeat(1_000_000 / piece.length));
});
